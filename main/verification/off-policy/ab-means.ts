import { cuped } from '../../evaluation/ab/cuped.ts'
import { mannWhitney } from '../../evaluation/ab/mann-whitney.ts'
import { cohensD, testsOfMeans } from '../../evaluation/ab/means.ts'
import { powerOfMeans } from '../../evaluation/ab/power.ts'
import { testPreference } from '../../evaluation/ab/preference.ts'
import { sampleSizeOfMeans } from '../../evaluation/ab/sample-size.ts'
import { benjaminiHochberg } from '../../evaluation/significance/benjamini-hochberg.ts'
import { benjaminiYekutieli } from '../../evaluation/significance/benjamini-yekutieli.ts'
import { bonferroni } from '../../evaluation/significance/bonferroni.ts'
import { meanOf, pairedDifferences } from '../../evaluation/significance/differences.ts'
import { holmSidak } from '../../evaluation/significance/holm-sidak.ts'
import { holm } from '../../evaluation/significance/holm.ts'
import { hommel } from '../../evaluation/significance/hommel.ts'
import { pairedT } from '../../evaluation/significance/paired-t.ts'
import { sidak } from '../../evaluation/significance/sidak.ts'
import { wilcoxon } from '../../evaluation/significance/wilcoxon.ts'
import { averageRanks } from '../../math/ranks.ts'
import type { VerifiedRow } from '../row.ts'
import { compareGiven, type BanditRow, type Given } from './bandit-row.ts'

const alpha = 0.05

/** Compares tests of the means of two lists, y − x, paired tests of x with its past, CUPED of x, and power and size of a t-test for d = 0.3. */
export function compareMeans({ id, config, value, tolerance }: BanditRow): VerifiedRow[] {
  const [x, y, past] = ['x', 'y', 'pre'].map((name) => Float64Array.from(config[name] as number[])) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  const arms = { control: x, treatment: y }
  const sizes = { control: x.length, treatment: y.length }
  const student = testsOfMeans.student(arms, alpha)
  const welch = testsOfMeans.welch(arms, alpha)
  const ranked = mannWhitney(arms)
  const paired = pairedT(x, past)
  const signed = wilcoxon(signedRanks(pairedDifferences(x, past)))
  const adjusted = cuped({ values: x, past })
  const ours: Readonly<Record<string, number | readonly number[]>> = {
    student: [student.t, student.p],
    welch: [welch.t, welch.p],
    welch_ci: [welch.low, welch.high],
    pooled_ci: [student.low, student.high],
    mannwhitney: [ranked.u, ranked.p],
    paired: [paired.t, paired.p],
    wilcoxon: [signed.statistic, signed.p],
    cohen_d: cohensD(arms),
    cuped_theta: adjusted.theta,
    cuped_var_ratio: adjusted.varianceRatio,
    cuped_mean: meanOf(adjusted.adjusted),
    t_power: powerOfMeans(0.3, { sizes, alpha }),
    t_n: sampleSizeOfMeans(0.3, alpha, 0.8),
  }
  return Object.entries(value).flatMap(([metric, given]) =>
    [given].flat().map((reference, i) => {
      const part = Array.isArray(given) ? `${metric} ${i}` : metric
      return compareGiven(id, part, [ours[metric] ?? NaN].flat()[i], reference as Given, tolerance)
    }),
  )
}

/** Ranks of differences with their signs: scipy tells differences apart by their rounding errors, which our test would merge (below 1e-12). */
function signedRanks(differences: Float64Array): Float64Array {
  const { ranks } = averageRanks(differences.map(Math.abs))
  return differences.map((value, i) => Math.sign(value) * ranks[i]!)
}

const corrections: Readonly<Record<string, (p: readonly number[]) => number[]>> = {
  bonferroni,
  sidak,
  holm,
  'holm-sidak': holmSidak,
  fdr_bh: benjaminiHochberg,
  fdr_by: benjaminiYekutieli,
  hommel,
}

/** Compares adjusted p-values of several comparisons. */
export const compareCorrections = ({ id, config, value, tolerance }: BanditRow): VerifiedRow[] =>
  Object.entries(value as Record<string, Given[]>).flatMap(([name, given]) => {
    const ours = corrections[name]?.(config['p'] as number[])
    return given.map((reference, i) => compareGiven(id, `${name} ${i}`, ours?.[i], reference, tolerance))
  })

type GivenPreference = Record<'p_two_sided' | 'delta', Given> & { readonly ci_wins: readonly [Given, Given] }

/** Compares tests of wins of interleaved lists, named like `60:40 ties 100`. */
export const comparePreferences = ({ id, value, tolerance }: BanditRow): VerifiedRow[] =>
  Object.entries(value as Record<string, GivenPreference>).flatMap(([name, given]) => {
    const [a, b, ties] = name.split(/:| ties /).map(Number) as [number, number, number]
    const ours = testPreference({ a, b, ties }, alpha)
    return [
      compareGiven(id, `${name} p`, ours.p, given.p_two_sided, tolerance),
      compareGiven(id, `${name} delta`, ours.delta, given.delta, tolerance),
      compareGiven(id, `${name} share low`, ours.share.low, given.ci_wins[0], tolerance),
      compareGiven(id, `${name} share high`, ours.share.high, given.ci_wins[1], tolerance),
    ]
  })
