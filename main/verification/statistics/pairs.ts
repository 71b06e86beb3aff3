import { bcaInterval, bootstrapValues, quantile } from '../../evaluation/significance/bootstrap.ts'
import { meanOf, varianceOf } from '../../evaluation/significance/differences.ts'
import { effectSizes } from '../../evaluation/significance/effect-size.ts'
import { pairedT } from '../../evaluation/significance/paired-t.ts'
import { signFlipPermutation } from '../../evaluation/significance/permutation.ts'
import { signTest } from '../../evaluation/significance/sign-test.ts'
import { wilcoxon, zeroMethods } from '../../evaluation/significance/wilcoxon.ts'
import { Random } from '../../math/random.ts'
import { findByShortName, shortName, type Columns, type Nested } from './columns.ts'

/** Everything that is computed from the values per user of two models, under the names of the reference. */
export function pairStatistics([first, second]: readonly [string, string], columns: Columns, wanted: Nested): Nested {
  const a = columns.get(first)!
  const b = columns.get(second)!
  const [shortA, shortB] = [shortName(first), shortName(second)]
  const d = b.map((value, i) => value - a[i]!)
  const t = pairedT(b, a)
  const { wins, losses, ties, p } = signTest(d)
  const effects = effectSizes(b, a)
  return {
    n: d.length,
    [`mean_${shortA}`]: meanOf(a),
    [`mean_${shortB}`]: meanOf(b),
    [`mean_difference_${shortB}_minus_${shortA}`]: t.difference,
    sd_difference_ddof1: Math.sqrt(varianceOf(d)),
    users_with_zero_difference: d.filter((value) => value === 0).length,
    'users_with_abs_difference_below_1e-12': d.filter((value) => Math.abs(value) < 1e-12).length,
    paired_t: { t: t.t, df: t.df, p_two_sided: t.p, ci95_low: t.low, ci95_high: t.high, p_greater: t.pGreater },
    ...Object.fromEntries(zeroMethods.flatMap((zeros) => [rankTest(d, zeros, false), rankTest(d, zeros, true)])),
    sign_test: { [`wins_${shortB}`]: wins, [`wins_${shortA}`]: losses, ties, p_two_sided: p },
    ...bootstraps(d, b, shortB, wanted),
    effect_size: {
      'cohens_d_z (mean diff / sd of diff)': effects.dZ,
      'cohens_d_av (mean diff / sqrt((s1^2+s2^2)/2))': effects.dAverage,
      'hedges_g_z (d_z * (1 - 3/(4 df - 1)))': effects.g,
      'rank_biserial (wilcox)': wilcoxon(d).effect,
    },
    ...permutations([first, second], columns, wanted),
  }
}

function rankTest(d: Float64Array, zeros: (typeof zeroMethods)[number], continuity: boolean): [string, Nested] {
  const { statistic, z, p } = wilcoxon(d, zeros, continuity)
  return [`wilcoxon_${zeros}${continuity ? '_continuity' : ''}`, { statistic, z, p_two_sided: p }]
}

/** Resamples of ours for each of the reference, so that the error left is that of the reference. */
export const moreResamples = 3

function bootstraps(d: Float64Array, b: Float64Array, short: string, wanted: Nested): Nested {
  const mean =
    (values: Float64Array) =>
    (draws: Int32Array): number => {
      let sum = 0
      for (let i = 0; i < draws.length; i++) sum += draws[i]! * values[i]!
      return sum / draws.length
    }
  const count = Number((wanted['bootstrap_percentile'] as Nested | undefined)?.['B'] ?? 10_000)
  const [differences, means] = bootstrapValues(
    d.length,
    [mean(d), mean(b)],
    new Random('verify', 'bootstrap'),
    moreResamples * count,
  )
  const ends = (values: Float64Array) => [0.025, 0.975].map((p) => quantile(values, p))
  const key = Object.keys(wanted).find((name) => name.startsWith('bootstrap_bca_')) ?? 'bootstrap_bca_20000'
  const { low, high } = bcaInterval(d.length, mean(d), differences!)
  return {
    bootstrap_percentile: {
      B: count,
      difference_ci95: ends(differences!.toSorted()),
      difference_bootstrap_se: Math.sqrt(varianceOf(differences!)),
      [`${short}_mean_ci95`]: ends(means!.toSorted()),
    },
    [key]: [low, high],
  }
}

/** `sign_flip_permutation_A_vs_B`, for every pair that the reference names. */
function permutations(pair: readonly [string, string], columns: Columns, wanted: Nested): Nested {
  const found = Object.entries(wanted).flatMap(([key, value]): [string, Nested][] => {
    const [, x, y] = /^sign_flip_permutation_(.+)_vs_(.+)$/.exec(key) ?? []
    const a = x === undefined ? undefined : columns.get(findByShortName(x, pair, columns) ?? '')
    const b = y === undefined ? undefined : columns.get(findByShortName(y, pair, columns) ?? '')
    if (!a || !b) return []
    const count = Number((value as Nested)['B'])
    const t = pairedT(a, b)
    const { hits, p } = signFlipPermutation(
      a.map((one, i) => one - b[i]!),
      new Random('verify', key),
      count,
    )
    const tested = { B: count, hits, 'p_two_sided_(hits+1)/(B+1)': p }
    return [[key, { ...tested, paired_t: t.t, paired_t_p: t.p, [`mean_difference_${x}_minus_${y}`]: t.difference }]]
  })
  return Object.fromEntries(found)
}
