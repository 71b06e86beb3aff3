import type { RankComparison, RunResults } from '../../contract/api/runs.ts'
import { RecbenchError } from '../../contract/errors.ts'
import { findMetric } from '../all.ts'
import { finite } from '../defined.ts'
import { averageRanks } from '../../math/ranks.ts'
import { friedman } from './friedman.ts'
import { criticalDifference, nemenyiP } from './nemenyi.ts'

interface Block {
  readonly name: string
  readonly values: ReadonlyMap<string, number>
}

/**
 * Ranks models over the folds of one run, or over several runs, one for each data set: Friedman's test, and Nemenyi's critical difference for every pair.
 * Models are the same when their labels are; one without a value in every block is left out.
 *
 * J. Demšar (2006). Statistical comparisons of classifiers over multiple data sets. JMLR 7. https://www.jmlr.org/papers/v7/demsar06a.html
 *
 * @throws RecbenchError `invalid-parameter` with fewer than two blocks or two models in all of them
 */
export function rankModels(runs: readonly RunResults[], metric: string, level: number): RankComparison {
  const { higherIsBetter } = findMetric(metric, runs[0]?.protocol.profile).metric
  const single = runs.length === 1
  const blocks = single ? foldsOf(runs[0]!, metric) : runs.map((run) => meansOf(run, runs, metric))
  const every = [...new Map(runs.flatMap(({ models }) => models).map((model) => [model.label, model])).values()]
  const shared = every.filter(({ label }) => blocks.every(({ values }) => values.has(label)))
  if (blocks.length < 2 || shared.length < 2)
    throw new RecbenchError(
      'invalid-parameter',
      `Ranking needs two models and two ${single ? 'folds' : 'runs'} in which both have a value of ${metric}; there are ${shared.length} models and ${blocks.length} ${single ? 'folds' : 'runs'}.`,
      { remedy: single ? 'Choose a run with folds, or name several runs.' : 'Name runs that compare the same models.' },
    )
  const table = blocks.map(({ values }) => shared.map(({ label }) => values.get(label)!))
  const found = friedman(table, higherIsBetter)
  const ranks = table.map(
    (row) => averageRanks(Float64Array.from(row, (value) => (higherIsBetter ? -value : value))).ranks,
  )
  const order = Array.from(shared.keys()).sort((a, b) => found.averageRanks[a]! - found.averageRanks[b]! || a - b)
  const sorted = order.map((model) => found.averageRanks[model]!)
  const difference = criticalDifference(shared.length, blocks.length, level)
  return {
    metric,
    over: single ? 'folds' : 'runs',
    blocks: blocks.map(({ name }) => name),
    models: order.map((model) => ({
      label: shared[model]!.label,
      id: shared[model]!.id,
      family: shared[model]!.family,
      averageRank: found.averageRanks[model]!,
      ranks: ranks.map((row) => row[model]!),
      values: table.map((row) => row[model]!),
    })),
    friedman: { chiSquare: found.chiSquare, df: found.df, p: found.p },
    imanDavenport: { f: finite(found.f), df: found.fDf, p: finite(found.fP) },
    concordance: found.concordance,
    level,
    criticalDifference: difference,
    pairs: nemenyiP(sorted, blocks.length),
    groups: findGroups(sorted, difference),
    leftOut: every.filter((model) => !shared.includes(model)).map(({ label }) => label),
  }
}

function foldsOf({ models }: RunResults, metric: string): Block[] {
  const folds = Math.max(0, ...models.map((model) => model.metrics[metric]?.folds.length ?? 0))
  return Array.from({ length: folds }, (_, fold) => ({
    name: `fold ${fold + 1}`,
    values: new Map(
      models.flatMap((model): [string, number][] => {
        const value = model.metrics[metric]?.folds[fold] ?? null
        return value === null || model.state !== 'done' ? [] : [[model.label, value]]
      }),
    ),
  }))
}

function meansOf({ run, data, models }: RunResults, runs: readonly RunResults[], metric: string): Block {
  const alone = runs.filter((other) => other.data.name === data.name).length === 1
  return {
    name: alone ? data.name : `${data.name} (${run})`,
    values: new Map(
      models.flatMap((model): [string, number][] => {
        const mean = model.metrics[metric]?.mean ?? null
        return mean === null || model.state !== 'done' ? [] : [[model.label, mean]]
      }),
    ),
  }
}

/** The longest stretches of two or more models, by rank, whose ends are closer than the critical difference. */
function findGroups(sorted: readonly number[], difference: number): RankComparison['groups'] {
  const groups: { from: number; to: number }[] = []
  for (let from = 0; from < sorted.length; from++) {
    let to = from
    while (to + 1 < sorted.length && sorted[to + 1]! - sorted[from]! < difference) to++
    if (to > from && to > (groups.at(-1)?.to ?? -1)) groups.push({ from, to })
  }
  return groups
}
