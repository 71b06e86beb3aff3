import { Random } from '../../../math/random.ts'
import { breathe } from '../../../recommenders/breathe.ts'
import type { SlatePolicy } from '../../../recommenders/bandits/slates/slate-policy.ts'
import { bandOf, spreadPoints } from '../bands.ts'
import type { SlateEnvironment } from './environment.ts'

export interface SlatePlan {
  readonly rounds: number
  readonly repeats: number
  readonly seed: number
}

/** Curves at evenly spaced rounds, means over repeats with 95 % bands. */
export interface SlateSimulation {
  readonly rounds: readonly number[]
  /** Cumulative regret. */
  readonly regret: readonly number[]
  readonly low: readonly number[]
  readonly high: readonly number[]
  /** Mean reward of the rounds so far. */
  readonly reward: readonly number[]
  readonly meanReward: number
  /** Clicks per round at each position, over all rounds and repeats. */
  readonly clicksByPosition: readonly number[]
  /** Share of all places of slates that each arm had. */
  readonly shares: readonly number[]
}

interface Watch {
  readonly signal: AbortSignal
  progress(fraction: number): void
}

interface Tally {
  readonly regret: Float64Array
  readonly reward: Float64Array
  readonly clicks: Float64Array
  readonly shown: Float64Array
}

const roundsBetweenBreaths = 200

/**
 * Lets a policy show slates to `rounds` visitors and learn from their clicks, `repeats` times from nothing. Visitors and the luck of each round come from the
 * repeat's own seeded stream and not from the policy, so that all policies meet the same people.
 *
 *   regret(t) = Σ_{s ≤ t} (max_a V(u_s, a) − V(u_s, shown)),   band: mean ± t_{0.975, repeats − 1} s / √repeats
 *
 * @param create a policy that knows nothing yet
 */
export async function simulateSlates(
  environment: SlateEnvironment,
  create: () => SlatePolicy,
  plan: SlatePlan,
  watch: Watch,
): Promise<SlateSimulation> {
  const points = spreadPoints(plan.rounds)
  const tallies: Tally[] = []
  for (let repeat = 0; repeat < plan.repeats; repeat++)
    tallies.push(await play(environment, create(), plan, repeat, points, watch))
  const bands = points.map((_, point) => bandOf(tallies.map(({ regret }) => regret[point]!)))
  const meanOf = (value: (tally: Tally) => number) =>
    tallies.reduce((sum, tally) => sum + value(tally), 0) / plan.repeats
  const reward = points.map((_, point) => meanOf((tally) => tally.reward[point]!))
  const perRound = (count: (tally: Tally) => number) => meanOf(count) / plan.rounds
  return {
    rounds: points,
    regret: bands.map(({ mean }) => mean),
    low: bands.map(({ low }) => low),
    high: bands.map(({ high }) => high),
    reward,
    meanReward: reward.at(-1)!,
    clicksByPosition: Array.from({ length: environment.positions }, (_, position) =>
      perRound(({ clicks }) => clicks[position]!),
    ),
    shares: Array.from({ length: environment.arms }, (_, arm) =>
      perRound(({ shown }) => shown[arm]! / environment.positions),
    ),
  }
}

async function play(
  environment: SlateEnvironment,
  policy: SlatePolicy,
  { rounds, repeats, seed }: SlatePlan,
  repeat: number,
  points: readonly number[],
  watch: Watch,
): Promise<Tally> {
  const { positions, visitors, arms } = environment
  const luck = new Random(seed, 'slates', repeat)
  const choice = new Random(seed, 'choices', repeat)
  const [slate, best, clicked] = [new Int32Array(positions), new Int32Array(positions), new Uint8Array(positions)]
  const tally = {
    regret: new Float64Array(points.length),
    reward: new Float64Array(points.length),
    clicks: new Float64Array(positions),
    shown: new Float64Array(arms),
  }
  let [regret, reward, point] = [0, 0, 0]
  for (let round = 1; round <= rounds; round++) {
    if (round % roundsBetweenBreaths === 0) {
      await breathe(watch.signal)
      watch.progress((repeat + round / rounds) / repeats)
    }
    const visitor = luck.below(visitors)
    const context = environment.contextOf(visitor)
    policy.select(context, choice, slate)
    environment.click(visitor, slate, luck, clicked)
    policy.update(context, slate, clicked)
    environment.best(visitor, best)
    reward += environment.reward(clicked)
    regret += environment.value(visitor, best) - environment.value(visitor, slate)
    for (let position = 0; position < positions; position++) {
      tally.clicks[position]! += clicked[position]!
      tally.shown[slate[position]!]! += 1
    }
    if (round !== points[point]) continue
    tally.regret[point] = regret
    tally.reward[point] = reward / round
    point += 1
  }
  return tally
}
