import type { PolicyResult } from '../../contract/api/runs.ts'
import { Random } from '../../math/random.ts'
import { breathe } from '../../recommenders/breathe.ts'
import { firstMaximum } from '../../recommenders/bandits/arms.ts'
import type { ArmChooser } from '../../recommenders/policy.ts'
import { studentQuantile } from '../../math/student-t.ts'
import type { Environment } from './environment.ts'

export interface SimulationPlan {
  readonly rounds: number
  readonly repeats: number
  readonly seed: number
}

interface Watch {
  readonly signal: AbortSignal
  progress(fraction: number): void
}

type Simulation = NonNullable<PolicyResult['simulation']>

const mostPoints = 50
const roundsBetweenBreaths = 200

/**
 * Lets a policy choose for `rounds` visitors and learn from each answer, `repeats` times from nothing. Visitors and the luck of each round come from the repeat's
 * own seeded stream and not from the policy, so that all policies meet the same people.
 *
 *   regret(t) = Σ_{s ≤ t} (max_k P(u_s, k) − P(u_s, shown)),   band: mean ± t_{0.975, repeats − 1} s / √repeats
 *
 * The best arm is the best for that visitor, so that even a perfect policy without context keeps some regret.
 *
 * @param create a policy that knows nothing yet
 */
export async function simulate(
  environment: Environment,
  create: () => ArmChooser,
  plan: SimulationPlan,
  watch: Watch,
): Promise<Simulation> {
  const points = spreadPoints(plan.rounds)
  const repeats: { regret: Float64Array; reward: Float64Array }[] = []
  for (let repeat = 0; repeat < plan.repeats; repeat++) {
    const regret = new Float64Array(points.length)
    const reward = new Float64Array(points.length)
    await play(environment, create(), plan, repeat, watch, (round, sums) => {
      const point = points.indexOf(round)
      if (point < 0) return
      regret[point] = sums.regret
      reward[point] = sums.reward / round
    })
    repeats.push({ regret, reward })
  }
  const bands = points.map((_, point) => bandOf(repeats.map(({ regret }) => regret[point]!)))
  const mean = (point: number) => repeats.reduce((sum, { reward }) => sum + reward[point]!, 0) / plan.repeats
  return {
    rounds: points,
    regret: bands.map((band) => band.mean),
    low: bands.map((band) => band.low),
    high: bands.map((band) => band.high),
    reward: points.map((_, point) => mean(point)),
    meanReward: mean(points.length - 1),
  }
}

async function play(
  environment: Environment,
  policy: ArmChooser,
  { rounds, repeats, seed }: SimulationPlan,
  repeat: number,
  watch: Watch,
  note: (round: number, sums: { regret: number; reward: number }) => void,
): Promise<void> {
  const luck = new Random(seed, 'simulation', repeat)
  const choice = new Random(seed, 'choices', repeat)
  const sums = { regret: 0, reward: 0 }
  for (let round = 1; round <= rounds; round++) {
    if (round % roundsBetweenBreaths === 0) {
      await breathe(watch.signal)
      watch.progress((repeat + round / rounds) / repeats)
    }
    const visitor = luck.below(environment.visitors)
    const draw = luck.uniform()
    const context = environment.contextOf(visitor)
    const probabilities = environment.probabilities(visitor)
    const arm = policy.select(context, choice)
    const reward = draw < probabilities[arm]! ? 1 : 0
    policy.update(context, arm, reward)
    sums.reward += reward
    sums.regret += probabilities[firstMaximum(probabilities)]! - probabilities[arm]!
    note(round, sums)
  }
}

/** Evenly spaced rounds, the last one included. */
function spreadPoints(rounds: number): number[] {
  const count = Math.min(mostPoints, rounds)
  return Array.from({ length: count }, (_, point) => Math.round(((point + 1) * rounds) / count))
}

/** Mean and its 95 % interval by Student's t; a single repeat has no band. */
function bandOf(values: readonly number[]): { mean: number; low: number; high: number } {
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  if (n === 1) return { mean, low: mean, high: mean }
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1))
  const half = (studentQuantile(0.05, n - 1) * deviation) / Math.sqrt(n)
  return { mean, low: mean - half, high: mean + half }
}
