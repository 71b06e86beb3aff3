import type { PolicyResult, PolicySimulation } from '../contract/api/runs.ts'
import { dashWithin } from './curves.ts'
import { ramp, type Figure, type Mark } from './figure.ts'
import { english, type Translate } from './words.ts'

/** A policy with its curves in a simulated world, which may still be under way. */
export type Simulated = Pick<PolicyResult, 'label' | 'family'> & { readonly simulation: PolicySimulation | null }
type Drawn = Simulated & { readonly simulation: PolicySimulation }

const simulated = (policies: readonly Simulated[]) => policies.filter((one): one is Drawn => one.simulation !== null)

/**
 * Mean cumulative regret over rounds with its 95 % band over repeats.
 *
 * @param focus labels of the policies drawn in their colour, with their band; the others are context. Absent: all
 */
export function regretFigure(
  policies: readonly Simulated[],
  t: Translate = english,
  focus?: readonly string[],
): Figure {
  const drawn = simulated(policies)
  const ends = drawn.map(({ simulation }) => simulation.regret.at(-1) ?? 0).sort((a, b) => a - b)
  const limit = ends.length > 2 && ends.at(-1)! > 2.5 * ends.at(-2)! ? ends.at(-2)! * 1.3 : undefined
  return {
    id: 'regret',
    title: t('Cumulative regret of {count} policies in simulation', { count: String(drawn.length) }),
    x: { title: t('Rounds'), scale: 'linear', format: 'count', fromZero: true },
    y: {
      title: t('Cumulative regret (reward), mean with 95 % band over repeats'),
      scale: 'linear',
      format: 'count',
      fromZero: true,
      ...(limit ? { domain: [0, limit] } : {}),
    },
    marks: curves(
      drawn,
      ({ regret, low, high }) => ({ middle: regret, low, high }),
      focus && (({ label }) => focus.includes(label)),
    ),
    table: {
      columns: [t('Policy'), t('Round'), t('Regret'), t('Low'), t('High')],
      rows: drawn.flatMap(({ label, simulation: { rounds, regret, low, high } }) =>
        rounds.map((round, at) => [label, round, regret[at]!, low[at]!, high[at]!]),
      ),
    },
  }
}

/** Mean reward of a round, up to each round, with its 95 % band over repeats where that is known. */
export function rewardFigure(
  policies: readonly Simulated[],
  t: Translate = english,
  focus?: readonly string[],
): Figure {
  const drawn = simulated(policies)
  const bandOf = ({ reward, rewardLow = reward, rewardHigh = reward }: PolicySimulation) => ({
    middle: reward,
    low: rewardLow,
    high: rewardHigh,
  })
  return {
    id: 'reward',
    title: t('Mean reward of {count} policies in simulation', { count: String(drawn.length) }),
    x: { title: t('Rounds'), scale: 'linear', format: 'count', fromZero: true },
    y: {
      title: t('Reward per round up to there, mean with 95 % band over repeats'),
      scale: 'linear',
      format: 'number',
      fromZero: true,
    },
    marks: curves(drawn, bandOf, focus && (({ label }) => focus.includes(label))),
    table: {
      columns: [t('Policy'), t('Round'), t('Reward'), t('Low'), t('High')],
      rows: drawn.flatMap(({ label, simulation }) => {
        const { middle, low, high } = bandOf(simulation)
        return simulation.rounds.map((round, at) => [label, round, middle[at]!, low[at]!, high[at]!])
      }),
    },
  }
}

interface Band {
  readonly middle: readonly number[]
  readonly low: readonly number[]
  readonly high: readonly number[]
}

function curves(
  drawn: readonly Drawn[],
  bandOf: (simulation: PolicySimulation) => Band,
  isFocused: (policy: Drawn) => boolean = () => true,
): Mark[] {
  return [
    ...drawn.filter(isFocused).map((policy): Mark => {
      const { low, high } = bandOf(policy.simulation)
      return {
        kind: 'band',
        name: policy.label,
        look: { colour: policy.family },
        x: policy.simulation.rounds,
        low,
        high,
      }
    }),
    ...drawn.map((policy): Mark => ({
      kind: 'line',
      name: policy.label,
      label: policy.label,
      look: { colour: isFocused(policy) ? policy.family : 'markSoft', dash: dashWithin(drawn, policy) },
      x: policy.simulation.rounds,
      y: bandOf(policy.simulation).middle,
    })),
  ]
}

export interface Layer {
  readonly name: string
  readonly share: readonly number[]
}

/** As many arms as there are steps of the ramp, most shown first; what is left is one layer more. */
export function armLayers({ shares = [] }: PolicySimulation, others: string): Layer[] {
  const most = shares.slice(0, ramp.length)
  const rest = (most[0]?.share ?? []).map((_, at) =>
    Math.max(0, 1 - most.reduce((sum, { share }) => sum + share[at]!, 0)),
  )
  return rest.some((share) => share > 1e-9) ? [...most, { name: others, share: rest }] : most
}

/** Which arms a policy showed, as shares of the rounds since the point before. */
export function sharesFigure({ label, simulation }: Simulated, t: Translate = english): Figure {
  const layers = simulation ? armLayers(simulation, t('all other arms')) : []
  const rounds = simulation?.rounds ?? []
  const below = (row: number, at: number) => layers.slice(0, row).reduce((sum, { share }) => sum + share[at]!, 0)
  const isOther = (row: number) => row >= Math.min(ramp.length, simulation?.shares?.length ?? 0)
  return {
    id: 'shares',
    title: t('Arms that {policy} showed over {rounds} rounds', { policy: label, rounds: String(rounds.at(-1) ?? 0) }),
    x: { title: t('Rounds'), scale: 'linear', format: 'count', fromZero: true },
    y: {
      title: t('Share of rounds that showed the arm (%), mean over repeats'),
      scale: 'linear',
      format: 'percent',
      domain: [0, 1],
    },
    marks: layers.map(({ name, share }, row) => ({
      kind: 'band',
      name,
      stacked: { label: name },
      look: { colour: isOther(row) ? 'markSoft' : ramp[ramp.length - 1 - row]! },
      x: rounds,
      low: share.map((_, at) => below(row, at)),
      high: share.map((value, at) => Math.min(1, below(row, at) + value)),
    })),
    table: {
      columns: [t('Arm'), t('Round'), t('Share of rounds')],
      rows: layers.flatMap(({ name, share }) => rounds.map((round, at) => [name, round, share[at]!])),
    },
  }
}
