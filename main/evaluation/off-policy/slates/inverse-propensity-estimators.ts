import type { Bounds, Estimator, LoggedRounds, SlateLayout, Terms, View } from '../estimator.ts'
import { eachRound } from '../estimator.ts'
import { layoutOf } from './needed-layout.ts'

const clipped = (weight: number, { clip }: Bounds) => Math.min(weight, clip)

/** Σ over the rounds of each visit. */
export function sumByVisit({ starts }: SlateLayout, term: (row: number) => number): Float64Array {
  const sums = new Float64Array(starts.length - 1)
  for (let visit = 0; visit < sums.length; visit++)
    for (let row = starts[visit]!; row < starts[visit + 1]!; row++) sums[visit]! += term(row)
  return sums
}

/** Mean over visits of their weighted rewards, per item shown. */
function plain(rounds: LoggedRounds, bounds: Bounds): Terms {
  const layout = layoutOf(rounds)
  const perItem = (layout.starts.length - 1) / rounds.reward.length
  return {
    numerator: sumByVisit(layout, (row) => clipped(rounds.weight[row]!, bounds) * rounds.reward[row]! * perItem),
  }
}

/** Weights divided by their mean over all rounds. */
function normalised(rounds: LoggedRounds, bounds: Bounds): Terms {
  const layout = layoutOf(rounds)
  const weight = eachRound(rounds, (row) => clipped(rounds.weight[row]!, bounds))
  return {
    numerator: sumByVisit(layout, (row) => weight[row]! * rounds.reward[row]!),
    denominator: sumByVisit(layout, (row) => weight[row]!),
  }
}

/** Weights divided by their mean at each position: one quotient a position. */
function normalisedByPosition(rounds: LoggedRounds, bounds: Bounds): Terms {
  const layout = layoutOf(rounds)
  const { position, positions } = layout
  const weight = eachRound(rounds, (row) => clipped(rounds.weight[row]!, bounds))
  const counts = new Float64Array(positions)
  for (const at of position) counts[at]!++
  const parts = Array.from({ length: positions }, (_, l) => l)
    .filter((l) => counts[l]! > 0)
    .map((l): Terms => {
      const share = counts[l]! / position.length
      const at = (row: number, value: number) => (position[row] === l ? value : 0)
      return {
        numerator: sumByVisit(layout, (row) => at(row, weight[row]! * rounds.reward[row]! * share)),
        denominator: sumByVisit(layout, (row) => at(row, weight[row]!)),
      }
    })
  return { parts }
}

const define = (
  described: Pick<Estimator, 'id' | 'title' | 'summary' | 'formula' | 'reference'>,
  view: View,
  terms: Estimator['terms'],
): Estimator => ({ ...described, needsModel: false, needsUniformLog: false, view, weigh: clipped, terms })

const precup =
  "D. Precup, R. S. Sutton, S. Singh (2000). Eligibility Traces for Off-Policy Policy Evaluation. ICML '00, 759–766."
const li =
  "S. Li, Y. Abbasi-Yadkori, B. Kveton, S. Muthukrishnan, V. Vinay, Z. Wen (2018). Offline Evaluation of Ranking Policies with Click Models. KDD '18. doi:10.1145/3219819.3220028"
const mcInerney =
  "J. McInerney, B. Brost, P. Chandar, R. Mehrotra, B. Carterette (2020). Counterfactual Evaluation of Slate Recommendations with Sequential Reward Interactions. KDD '20. doi:10.1145/3394486.3403229"

/**
 * IPS for lists shown together, per item shown: V̂ = 1/N Σ_i Σ_l w_il r_il over the N items of all visits. The weight of a round covers its whole visit (SIPS, no
 * assumption), the item alone (IIPS: positions do not influence each other), or the items down to its position (RIPS: visitors look from the top).
 * Self-normalised forms divide by the mean weight, of all rounds for SIPS and of each position for IIPS and RIPS.
 *
 * Sources: Precup, Sutton and Singh (2000); Li et al. (2018), doi:10.1145/3219819.3220028; McInerney et al. (2020), doi:10.1145/3394486.3403229
 */
export const slateEstimators: readonly Estimator[] = [
  define(
    {
      id: 'iips',
      title: 'IIPS (visits)',
      summary: 'IPS for lists whose positions do not influence each other.',
      formula: 'V̂ = 1/N Σ Σ_l π(a_l) / p(a_l) r_l',
      reference: li,
    },
    'item',
    plain,
  ),
  define(
    {
      id: 'sniips',
      title: 'IIPS, self-normalised',
      summary: 'IIPS divided by the mean weight of each position.',
      formula: 'V̂ = Σ_l n_l / N Σ w_l r_l / Σ w_l',
      reference: li,
    },
    'item',
    normalisedByPosition,
  ),
  define(
    {
      id: 'rips',
      title: 'RIPS (visits)',
      summary: 'IPS for lists that visitors read from the top: the weight of an item counts those above it.',
      formula: 'V̂ = 1/N Σ Σ_l Π_{j ≤ l} π(a_j) / p(a_j) r_l',
      reference: mcInerney,
    },
    'cascade',
    plain,
  ),
  define(
    {
      id: 'snrips',
      title: 'RIPS, self-normalised',
      summary: 'RIPS divided by the mean weight of each position.',
      formula: 'V̂ = Σ_l n_l / N Σ w_{1:l} r_l / Σ w_{1:l}',
      reference: mcInerney,
    },
    'cascade',
    normalisedByPosition,
  ),
  define(
    {
      id: 'sips',
      title: 'SIPS (visits)',
      summary: 'IPS for whole lists: assumes nothing of how positions influence each other, and is the most uncertain.',
      formula: 'V̂ = 1/N Σ w(list) Σ_l r_l',
      reference: precup,
    },
    'visit',
    plain,
  ),
  define(
    {
      id: 'snsips',
      title: 'SIPS, self-normalised',
      summary: 'SIPS divided by the mean weight.',
      formula: 'V̂ = Σ w(list) Σ_l r_l / Σ w(list) L',
      reference: precup,
    },
    'visit',
    normalised,
  ),
]
