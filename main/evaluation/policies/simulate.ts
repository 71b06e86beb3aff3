import type { PolicySimulation } from '../../contract/api/policies.ts'
import type { ArmChooser } from '../../recommenders/policy.ts'
import { bandOf, spreadPoints } from './bands.ts'
import type { Environment } from './environment.ts'
import { ArmPlayer } from './player.ts'
import { playRepeat, type RepeatRecord, type SimulationPlan, type Watch } from './play.ts'
import { captureWorld, type World } from './world.ts'

export type { SimulationPlan } from './play.ts'

/** Arms whose share of the rounds is shown. */
const mostShares = 8

/**
 * Lets a policy choose for `rounds` visitors and learn from each answer, `repeats` times from nothing, and puts the repeats together.
 *
 * The best arm is the best for that visitor, so that even a perfect policy without context keeps some regret.
 *
 * @param create a policy that knows nothing yet
 */
export async function simulate(
  environment: Environment,
  create: () => ArmChooser,
  plan: SimulationPlan,
  { signal, progress }: Watch,
): Promise<PolicySimulation> {
  const world = captureWorld(environment)
  const records: RepeatRecord[] = []
  for (let repeat = 0; repeat < plan.repeats; repeat++) {
    const watch = { signal, progress: (fraction: number) => progress((repeat + fraction) / plan.repeats) }
    records.push(await playRepeat(world, () => new ArmPlayer(create(), world.arms, null), plan, repeat, watch))
  }
  return mergeRepeats(world, plan, records)
}

/**
 * Mean and band over repeats of the points that at least one repeat has reached: mean ± t_{0.975, n − 1} s / √n over the n repeats that reached a point; one repeat
 * has no band. The records are added in the order of the repeats, so that it does not matter who computed them when.
 */
export function mergeRepeats(
  world: Pick<World, 'arms' | 'armNames'>,
  plan: Pick<SimulationPlan, 'rounds'>,
  records: readonly RepeatRecord[],
): PolicySimulation {
  const every = spreadPoints(plan.rounds)
  const reached = records.reduce((most, record) => Math.max(most, record.reached), 0)
  const rounds = every.slice(0, reached)
  const at = (point: number) => records.filter((record) => record.reached > point)
  const regret = rounds.map((_, point) => bandOf(at(point).map((record) => record.regret[point]!)))
  const reward = rounds.map((round, point) => bandOf(at(point).map((record) => record.reward[point]! / round)))
  const span = (point: number) => (rounds[point]! - (rounds[point - 1] ?? 0)) * at(point).length
  const trace = records.find((record) => record.trace)?.trace
  return {
    rounds,
    regret: regret.map((band) => band.mean),
    low: regret.map((band) => band.low),
    high: regret.map((band) => band.high),
    reward: reward.map((band) => band.mean),
    rewardLow: reward.map((band) => band.low),
    rewardHigh: reward.map((band) => band.high),
    meanReward: reward.at(-1)?.mean ?? 0,
    bestShare: rounds.map((_, point) =>
      share(
        at(point).reduce((sum, { best }) => sum + best[point]!, 0),
        span(point),
      ),
    ),
    shares: sharesOf(world, rounds, at, span),
    ...(trace && { trace: { ...trace, armNames: world.armNames } }),
  }
}

function sharesOf(
  { arms, armNames }: Pick<World, 'arms' | 'armNames'>,
  rounds: readonly number[],
  at: (point: number) => readonly RepeatRecord[],
  span: (point: number) => number,
): NonNullable<PolicySimulation['shares']> {
  const total = new Float64Array(arms)
  const counts = rounds.map((_, point) => {
    const sums = new Float64Array(arms)
    for (const { shown } of at(point)) for (let arm = 0; arm < arms; arm++) sums[arm]! += shown[point * arms + arm]!
    for (let arm = 0; arm < arms; arm++) total[arm]! += sums[arm]!
    return sums
  })
  const order = Array.from(total.keys()).sort((a, b) => total[b]! - total[a]! || a - b)
  return order
    .slice(0, mostShares)
    .filter((arm) => total[arm]! > 0)
    .map((arm) => ({
      arm,
      name: armNames[arm]!,
      share: counts.map((sums, point) => share(sums[arm]!, span(point))),
    }))
}

const share = (count: number, of: number) => +(count / of).toFixed(4)
