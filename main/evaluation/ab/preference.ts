import { RecbenchError } from '../../contract/errors.ts'
import { signP } from '../significance/sign-test.ts'
import type { Interval } from './arms.ts'
import { proportionIntervals } from './proportion-intervals.ts'

/** Comparisons (impressions of interleaved lists) that A won, that B won, and that neither did. */
export interface Preferences {
  readonly a: number
  readonly b: number
  readonly ties: number
}

export interface PreferenceTest {
  /** (a + ties/2) / (a + b + ties) − ½, above 0 when A is preferred. */
  readonly delta: number
  /** Two-sided exact sign test, ties left out. */
  readonly p: number
  /** Exact interval of A's share of the decided comparisons. */
  readonly share: Interval
}

/**
 * Which of two interleaved recommenders users prefer.
 *
 * O. Chapelle, T. Joachims, F. Radlinski, Y. Yue (2012). Large-scale validation and analysis of interleaved search evaluation. ACM TOIS 30(1).
 * doi:10.1145/2094072.2094078
 *
 * @throws RecbenchError `bad-input` when no comparison was decided, `invalid-parameter` unless 0 < α < 1
 */
export function testPreference({ a, b, ties }: Preferences, alpha: number): PreferenceTest {
  if (!(a + b > 0))
    throw new RecbenchError('bad-input', `Of ${ties} comparisons none was decided, so there is no preference to test.`)
  return {
    delta: (a + ties / 2) / (a + b + ties) - 0.5,
    p: signP(a, b),
    share: proportionIntervals.clopperPearson({ successes: a, trials: a + b }, alpha),
  }
}
