import type { Correction, SignificanceTest } from '../../contract/experiment.ts'
import type { TestResult } from '../../contract/api/runs.ts'
import type { Random } from '../../math/random.ts'
import { benjaminiHochberg } from './benjamini-hochberg.ts'
import { benjaminiYekutieli } from './benjamini-yekutieli.ts'
import { bonferroni } from './bonferroni.ts'
import { pairedDifferences } from './differences.ts'
import { holm } from './holm.ts'
import { hommel } from './hommel.ts'
import { oneSampleT } from './paired-t.ts'
import { signFlipPermutation } from './permutation.ts'
import { signTest } from './sign-test.ts'
import { wilcoxon } from './wilcoxon.ts'

/** Corrections of p-values by the name an experiment gives them. */
export const corrections: Readonly<Record<Correction, (p: readonly number[]) => number[]>> = {
  holm,
  hommel,
  bonferroni,
  'benjamini-hochberg': benjaminiHochberg,
  'benjamini-yekutieli': benjaminiYekutieli,
  none: (p) => [...p],
}

/** What a paired test says of a − b: the mean difference with Student's interval, the test's p and the effect size that goes with the test. */
export interface PairedTest {
  readonly p: number
  readonly difference: number
  readonly low: number
  readonly high: number
  readonly effect: number
  readonly effectSize: TestResult['effectSize']
}

/** @param random for the permutation test; the others draw nothing */
export function testPair(
  test: SignificanceTest,
  a: Float64Array,
  b: Float64Array,
  level: number,
  random: Random,
): PairedTest {
  const differences = pairedDifferences(a, b)
  const { p, difference, low, high, effect } = oneSampleT(differences, level)
  const mean = { difference, low, high }
  switch (test) {
    case 't':
      return { ...mean, p, effect, effectSize: 'cohens-d-z' }
    case 'permutation':
      return { ...mean, p: signFlipPermutation(differences, random).p, effect, effectSize: 'cohens-d-z' }
    case 'wilcoxon': {
      const ranked = wilcoxon(differences)
      return { ...mean, p: ranked.p, effect: ranked.effect, effectSize: 'rank-biserial' }
    }
    case 'sign': {
      const signs = signTest(differences)
      return { ...mean, p: signs.p, effect: signs.effect, effectSize: 'win-difference' }
    }
    default:
      return test satisfies never
  }
}
