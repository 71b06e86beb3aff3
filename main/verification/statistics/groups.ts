import { benjaminiHochberg } from '../../evaluation/significance/benjamini-hochberg.ts'
import { benjaminiYekutieli } from '../../evaluation/significance/benjamini-yekutieli.ts'
import { bonferroni } from '../../evaluation/significance/bonferroni.ts'
import { correctedT } from '../../evaluation/significance/corrected-t.ts'
import { meanOf, pairedDifferences } from '../../evaluation/significance/differences.ts'
import { friedman } from '../../evaluation/significance/friedman.ts'
import { holm } from '../../evaluation/significance/holm.ts'
import { hommel } from '../../evaluation/significance/hommel.ts'
import { criticalDifference, nemenyiP, nemenyiQ } from '../../evaluation/significance/nemenyi.ts'
import { oneSampleT, pairedT } from '../../evaluation/significance/paired-t.ts'
import { wilcoxon } from '../../evaluation/significance/wilcoxon.ts'
import { fTail } from '../../math/distributions.ts'
import { findByShortName, type Columns, type Nested } from './columns.ts'

const corrections = {
  bonferroni,
  holm,
  benjamini_hochberg: benjaminiHochberg,
  benjamini_yekutieli: benjaminiYekutieli,
  hommel,
} as const

/** Every model against the one with the highest mean, with all corrections. */
export function againstTheBest(columns: Columns): Nested {
  const means = [...columns].map(([name, values]) => ({ name, mean: meanOf(values) }))
  const best = means.reduce((a, b) => (b.mean > a.mean ? b : a)).name
  const others = [...columns.keys()].filter((name) => name !== best)
  const tested = (p: (other: Float64Array) => number): Nested => {
    const raw = others.map((name) => p(columns.get(name)!))
    const named = (values: readonly number[]) => Object.fromEntries(others.map((name, i) => [name, values[i]!]))
    const adjusted = Object.entries(corrections).map(([name, adjust]) => [name, named(adjust(raw))] as const)
    return { raw: named(raw), ...Object.fromEntries(adjusted) }
  }
  return {
    best,
    means: Object.fromEntries(means.map(({ name, mean }) => [name, mean])),
    paired_t: tested((other) => pairedT(columns.get(best)!, other).p),
    wilcoxon_wilcox: tested((other) => wilcoxon(pairedDifferences(columns.get(best)!, other)).p),
  }
}

/** All corrections of a given vector of p-values. */
export const adjustments = (p: readonly number[]): Nested =>
  Object.fromEntries(Object.entries(corrections).map(([name, adjust]) => [name, adjust(p)]))

/** Friedman's test and what follows from it, from the values of every fold. */
export function overFolds(models: readonly string[], folds: readonly (readonly number[])[], wanted: Nested): Nested {
  const found = friedman(folds)
  const f = plainImanDavenport(found.chiSquare, found.blocks, models.length)
  const atLevel = (prefix: string, compute: (level: number) => number): Nested => {
    const key = Object.keys(wanted).find((name) => name.startsWith(prefix))
    return key === undefined ? {} : { [key]: compute(Number(key.slice(prefix.length))) }
  }
  return {
    chi2: found.chiSquare,
    df: found.df,
    p: found.p,
    'average_ranks (1 = best)': Object.fromEntries(models.map((name, i) => [name, found.averageRanks[i]!])),
    iman_davenport_F: Number.isFinite(f) ? f : null,
    iman_davenport_df: found.fDf,
    iman_davenport_p: Number.isFinite(f) ? fTail(f, ...found.fDf) : null,
    kendalls_w: found.concordance,
    ...atLevel('nemenyi_critical_difference_alpha_', (level) => criticalDifference(models.length, found.blocks, level)),
    ...atLevel('nemenyi_q_', (level) => nemenyiQ(models.length, level)),
    nemenyi_p: nemenyiP(found.averageRanks, found.blocks),
  }
}

/** As the reference divides: when all folds rank alike, rounding of χ² may leave it huge where it is infinite. */
const plainImanDavenport = (chiSquare: number, blocks: number, models: number): number =>
  ((blocks - 1) * chiSquare) / (blocks * (models - 1) - chiSquare)

/** `folds_A_vs_B`: t-tests on the differences of folds, plain and corrected for overlapping training parts. */
export function foldTests(
  key: string,
  wanted: Nested,
  models: readonly string[],
  folds: readonly (readonly number[])[],
  pair: readonly string[],
  columns: Columns,
): Nested {
  const [, x, y] = /^folds_(.+)_vs_(.+)$/.exec(key)!
  const place = (short: string) => models.indexOf(findByShortName(short, pair, columns) ?? short)
  const differences = Float64Array.from(folds, (fold) => fold[place(x!)]! - fold[place(y!)]!)
  const plain = oneSampleT(differences)
  const ratio = Number(wanted['n_test_over_n_train'] ?? 1 / (folds.length - 1))
  const corrected = correctedT(differences, ratio)
  return {
    differences: [...differences],
    paired_t: plain.t,
    p: plain.p,
    nadeau_bengio_corrected_t: corrected.t,
    nadeau_bengio_p: corrected.p,
  }
}

/**
 * For how many folds the corrected t of a reference was computed, from t² (1/k + n_test/n_train) = plain t² / n, where that is a whole number other than the
 * number n of differences that it lists; else null.
 */
export function foldsOfReference(wanted: Nested): number | null {
  const [plain, corrected, ratio] = ['paired_t', 'nadeau_bengio_corrected_t', 'n_test_over_n_train'].map((name) =>
    Number(wanted[name] ?? NaN),
  )
  const listed = (wanted['differences'] as readonly number[] | undefined)?.length ?? NaN
  const folds = 1 / (plain! ** 2 / (listed * corrected! ** 2) - ratio!)
  return Math.abs(folds - Math.round(folds)) < 1e-4 && Math.round(folds) !== listed ? Math.round(folds) : null
}
