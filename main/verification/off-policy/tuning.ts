import { noBounds, type LoggedRounds } from '../../evaluation/off-policy/estimator.ts'
import { scoreByMse, selectByMse } from '../../evaluation/off-policy/mse.ts'
import { selectBySlope, tryCandidates, type Candidate } from '../../evaluation/off-policy/slope.ts'
import { notCompared, type VerifiedRow } from '../row.ts'
import { compareGiven, type BanditRow, type Given } from './bandit-row.ts'
import { estimatorsByName, type NamedEstimator } from './estimators.ts'

interface TunedValue {
  readonly value: Given
  readonly chosen_lambda: Given
  readonly theta?: Readonly<Record<string, Given>>
  readonly cnf?: Readonly<Record<string, Given>>
  readonly mse_score?: Readonly<Record<string, Given>>
}

/** The λ chosen by SLOPE and by the mean squared error, its value, and what each candidate scored. */
export function compareTuned(row: BanditRow, rounds: LoggedRounds): VerifiedRow[] {
  const grids = row.config['lambdas'] as Readonly<Record<NamedEstimator['grid'], readonly Given[]>>
  const delta = Number(row.config['delta'])
  return Object.entries(row.value as Record<string, TunedValue>).flatMap(([label, given]) => {
    const [name, method] = label.split(' ') as [string, string]
    const found = estimatorsByName[name]
    if (!found) return [{ ...notCompared(row.id, 'fail', `There is no estimator "${name}".`), metric: label }]
    const { estimator, bound, grid } = found
    const candidates = grids[grid].map(Number)
    // Equal scores fall to the weights as they are: infinity for bounds, 0 for smoothing.
    const ordered = grid === 'clip' ? candidates.toSorted((a, b) => b - a) : candidates.toSorted((a, b) => a - b)
    const compare = (metric: string, ours: number | undefined, reference: Given) =>
      compareGiven(row.id, `${label} ${metric}`, ours, reference, row.tolerance)
    const compareEach = (
      metric: string,
      numbers: Readonly<Record<string, Given>> = {},
      ours: ReadonlyMap<number, number>,
    ) =>
      Object.entries(numbers).map(([lambda, reference]) =>
        compare(`${metric} ${lambda}`, ours.get(Number(lambda)), reference),
      )
    if (method === 'slope') {
      const tried = tryCandidates(estimator, rounds, noBounds, bound, candidates, delta)
      const chosen = selectBySlope(tried)
      return [
        compare('value', chosen.value, given.value),
        compare('lambda', sameCandidate(chosen, tried, Number(given.chosen_lambda)), given.chosen_lambda),
        ...compareEach('theta', given.theta, new Map(tried.map(({ lambda, value }) => [lambda, value]))),
        ...compareEach('width', given.cnf, new Map(tried.map(({ lambda, width }) => [lambda, width]))),
      ]
    }
    const bias = label.endsWith('use_bias_upper_bound=True') ? 'upper-bound' : 'measured'
    const scored = scoreByMse(estimator, rounds, noBounds, bound, ordered, bias, delta)
    const chosen = selectByMse(scored)
    return [
      compare('value', chosen.value, given.value),
      compare('lambda', chosen.lambda, given.chosen_lambda),
      ...compareEach('score', given.mse_score, new Map(scored.map(({ lambda, score }) => [lambda, score]))),
    ]
  })
}

/** The other library's λ where it makes exactly the same estimate as ours: which of equal candidates comes last is left to its sort. */
function sameCandidate(chosen: Candidate, tried: readonly Candidate[], lambda: number): number {
  const theirs = tried.find((candidate) => candidate.lambda === lambda)
  return theirs && theirs.value === chosen.value && theirs.width === chosen.width ? lambda : chosen.lambda
}
