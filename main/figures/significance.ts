import type { RunResults } from '../contract/api/runs.ts'
import {
  defaultSignificance,
  type Correction,
  type SignificancePlan,
  type SignificanceTest,
} from '../contract/experiment.ts'
import type { Translate } from './words.ts'

/** How a run compared its models; the defaults for one without tests or from before the choice. */
export function significanceOf({ tests }: Pick<RunResults, 'tests'>): SignificancePlan {
  const first: Partial<SignificancePlan> = tests[0] ?? {}
  const { test, correction, level } = { ...defaultSignificance, ...first }
  return { test, correction, level }
}

/** Names of tests, as sentences of the catalogue. */
export const testTitles: Readonly<Record<SignificanceTest, string>> = {
  t: 'paired t-test',
  wilcoxon: 'Wilcoxon signed-rank test',
  permutation: 'sign-flip permutation test',
  sign: 'sign test',
}

/** Names of corrections. */
export const correctionTitles: Readonly<Record<Correction, string>> = {
  holm: 'Holm',
  hommel: 'Hommel',
  bonferroni: 'Bonferroni',
  'benjamini-hochberg': 'Benjamini–Hochberg',
  'benjamini-yekutieli': 'Benjamini–Yekutieli',
  none: 'uncorrected',
}

/** `paired t-test against the best, Holm-corrected`. */
export function describeSignificance(results: Pick<RunResults, 'tests'>, t: Translate): string {
  const { test, correction } = significanceOf(results)
  return correction === 'none'
    ? t('{test} against the best, uncorrected', { test: t(testTitles[test]) })
    : t('{test} against the best, {correction}-corrected', {
        test: t(testTitles[test]),
        correction: t(correctionTitles[correction]),
      })
}

/** Short, for the head of a column: `Holm`, `BH`. */
export const correctionMark: Readonly<Record<Correction, string>> = {
  holm: 'Holm',
  hommel: 'Hommel',
  bonferroni: 'Bonf.',
  'benjamini-hochberg': 'BH',
  'benjamini-yekutieli': 'BY',
  none: '',
}
