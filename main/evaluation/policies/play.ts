import type { PolicyTrace } from '../../contract/api/policies.ts'
import type { PolicyPlan, WorldPlan } from '../../contract/policy-plan.ts'
import { Random } from '../../math/random.ts'
import { firstMaximum } from '../../recommenders/bandits/arms.ts'
import { largestFirst } from '../../recommenders/bandits/slates/slate-policy.ts'
import { breathe } from '../../recommenders/breathe.ts'
import type { PolicyContext } from '../../recommenders/policy.ts'
import { spreadPoints } from './bands.ts'
import { PendingRewards } from './pending-rewards.ts'
import type { Player } from './player.ts'
import { Truth } from './truth.ts'
import { contextsOf, type World } from './world.ts'

export interface SimulationPlan
  extends
    Pick<PolicyPlan, 'rounds' | 'repeats'>,
    Partial<Pick<PolicyPlan, 'delay' | 'batch' | 'warmStart'>>,
    Partial<Pick<WorldPlan, 'arms' | 'drift' | 'turnover' | 'positions' | 'examination' | 'clicks'>> {
  readonly seed: number
}

/** What one repeat of a simulation saw, at evenly spaced rounds; whatever lies past `reached` is not known yet. */
export interface RepeatRecord {
  readonly reached: number
  /** Sums up to each point. */
  readonly regret: Float64Array
  readonly reward: Float64Array
  /** Row-major points × arms: how often an arm was shown since the point before. */
  readonly shown: Uint32Array
  /** Rounds that showed the best arm first, since the point before. */
  readonly best: Uint32Array
  readonly trace: Omit<PolicyTrace, 'armNames'> | null
}

export interface Watch {
  readonly signal: AbortSignal
  progress(fraction: number): void
  /** The repeat so far, whenever it reached another point. */
  sofar?(record: RepeatRecord): void
}

const longestTrace = 2000
const roundsBetweenBreaths = 200

/**
 * One repeat of a simulation. Visitors and the luck of each round come from the repeat's own seeded streams and not from the policy, so that all policies meet the
 * same people. In a slate of J places the visitor looks at the first one, and having looked at place j looks at the next with probability e; each place
 * looked at is clicked on its own. With `cascade` clicks nobody looks further after a click.
 *
 *   value of a slate = Σ_j e^{j − 1} r(u, a_j) · Π_{i < j} (1 − P(u, a_i) if clicks cascade),   r(u, k) the expected reward of an arm looked at;
 *   regret(t) = Σ_{s ≤ t} value of the best slate − value of the one shown
 *
 * A warm start shows slates uniformly at random and teaches the policy what they paid, before round 1.
 *
 * @param create a policy that knows nothing yet, for a world in which the given arms are there at first
 */
export async function playRepeat(
  world: World,
  create: (truth: Truth) => Player,
  plan: SimulationPlan,
  repeat: number,
  watch: Watch,
): Promise<RepeatRecord> {
  const { rounds, seed } = plan
  const truth = new Truth(world, plan, Math.min(plan.arms ?? world.arms, world.arms), seed)
  const player = create(truth)
  player.arrange(truth.there, null)
  const contexts = contextsOf(world)
  const places = new Places(world, truth, plan, new Random(seed, 'simulation', repeat))
  const choice = new Random(seed, 'choices', repeat)
  const pending = new PendingRewards(player, contexts, plan)
  warmUp(world, truth, player, contexts, plan, repeat)
  const points = spreadPoints(rounds)
  const record = new Recorder(points.length, world.arms, repeat === 0 ? Math.min(rounds, longestTrace) : 0)
  for (let round = 1; round <= rounds; round++) {
    if (round % roundsBetweenBreaths === 0) {
      await breathe(watch.signal)
      watch.progress(round / rounds)
    }
    const change = truth.moveTo(round)
    if (change) player.arrange(truth.there, change)
    pending.deliver(round)
    const visitor = places.arrive()
    player.show(visitor, contexts[visitor]!, choice, places.slate)
    places.pay(visitor)
    pending.add(round, visitor, places)
    record.add(places)
    if (round !== points[record.reached]) continue
    record.reach()
    watch.sofar?.(record)
  }
  return record
}

function warmUp(
  world: World,
  truth: Truth,
  player: Player,
  contexts: readonly PolicyContext[],
  plan: SimulationPlan,
  repeat: number,
): void {
  if (!plan.warmStart) return
  const random = new Random(plan.seed, 'warm start', repeat)
  const places = new Places(world, truth, plan, random)
  const arms = truth.startArms()
  for (let round = 0; round < plan.warmStart; round++) {
    const visitor = places.arrive()
    for (let place = 0; place < places.slate.length; place++) {
      const other = place + random.below(arms.length - place)
      ;[arms[place], arms[other]] = [arms[other]!, arms[place]!]
      places.slate[place] = arms[place]!
    }
    places.pay(visitor)
    player.learn(contexts[visitor]!, places.slate, places.rewards, places.clicks)
  }
}

/** The places of one round: who came, what was shown, what it paid. The same numbers are drawn whatever is shown. */
export class Places {
  readonly slate: Int32Array
  readonly clicks: Uint8Array
  /** What each place paid, as a share of the most it can. */
  readonly rewards: Float64Array
  /** Sum over the places, in the reward's own unit. */
  reward = 0
  chance = 0
  bestChance = 0
  best = 0
  readonly #world: World
  readonly #truth: Truth
  readonly #examination: number
  readonly #cascades: boolean
  readonly #random: Random
  readonly #draws: Float64Array
  readonly #bestSlate: Int32Array
  readonly #known: (readonly [best: number, chance: number] | undefined)[] = []

  constructor(world: World, truth: Truth, { positions = 1, examination = 1, clicks }: SimulationPlan, random: Random) {
    const places = Math.min(positions, truth.startArms().length)
    this.slate = new Int32Array(places)
    this.clicks = new Uint8Array(places)
    this.rewards = new Float64Array(places)
    this.#bestSlate = new Int32Array(places)
    this.#draws = new Float64Array(3 * places)
    this.#world = world
    this.#truth = truth
    this.#examination = examination
    this.#cascades = clicks === 'cascade'
    this.#random = random
  }

  /** The next visitor, and the luck of the round. */
  arrive(): number {
    const visitor = this.#random.below(this.#world.visitors)
    const places = this.slate.length
    for (let place = 0; place < places; place++) {
      this.#draws[place] = this.#random.uniform()
      if (this.#world.purchasePay) this.#draws[places + place] = this.#random.uniform()
      if (place > 0) this.#draws[2 * places + place] = this.#random.uniform()
    }
    return visitor
  }

  /** What the slate pays the visitor, and what the best one would on average. */
  pay(visitor: number): void {
    const { largestPay } = this.#world
    const places = this.slate.length
    this.reward = 0
    let looking: boolean = true
    for (let place = 0; place < places; place++) {
      looking &&= place === 0 || this.#draws[2 * places + place]! < this.#examination
      const arm = this.slate[place]!
      const clicked: boolean = looking && this.#draws[place]! < this.#truth.click(visitor, arm)
      const paid = clicked ? this.#paid(visitor, arm, this.#draws[places + place]!) : 0
      this.clicks[place] = clicked ? 1 : 0
      this.rewards[place] = paid / largestPay
      this.reward += paid
      looking &&= !(clicked && this.#cascades)
    }
    const expected = this.#truth.expected(visitor)
    this.chance = this.#valueOf(visitor, this.slate, expected)
    const [best, chance] = this.#bestOf(visitor, expected)
    this.best = best
    this.bestChance = chance
  }

  #paid(visitor: number, arm: number, draw: number): number {
    const { purchasePay } = this.#world
    const bought = purchasePay && draw < this.#truth.purchase(visitor, arm) ? purchasePay[arm]! : 0
    return this.#truth.clickPay(visitor, arm) + bought
  }

  #valueOf(visitor: number, slate: Int32Array, expected: Float64Array): number {
    let value = 0
    let share = 1
    for (const arm of slate) {
      value += share * expected[arm]!
      share *= this.#examination
      if (this.#cascades) share *= 1 - this.#truth.click(visitor, arm)
    }
    return value
  }

  #bestOf(visitor: number, expected: Float64Array): readonly [number, number] {
    const known = this.#truth.isFixed ? this.#known[visitor] : undefined
    if (known) return known
    if (this.slate.length === 1) this.#bestSlate[0] = firstMaximum(expected)
    else largestFirst(expected.slice(), this.#bestSlate)
    return (this.#known[visitor] = [this.#bestSlate[0]!, this.#valueOf(visitor, this.#bestSlate, expected)])
  }
}

/** Adds up rounds into points and keeps the first ones whole. */
class Recorder implements RepeatRecord {
  reached = 0
  readonly regret: Float64Array
  readonly reward: Float64Array
  readonly shown: Uint32Array
  readonly best: Uint32Array
  readonly trace: { arm: number[]; best: number[]; reward: number[]; chance: number[]; bestChance: number[] } | null
  readonly #arms: number
  readonly #traced: number
  #regret = 0
  #reward = 0

  constructor(points: number, arms: number, traced: number) {
    this.regret = new Float64Array(points)
    this.reward = new Float64Array(points)
    this.shown = new Uint32Array(points * arms)
    this.best = new Uint32Array(points)
    this.trace = traced > 0 ? { arm: [], best: [], reward: [], chance: [], bestChance: [] } : null
    this.#arms = arms
    this.#traced = traced
  }

  add({ slate, reward, chance, best, bestChance }: Places): void {
    this.#regret += bestChance - chance
    this.#reward += reward
    if (slate[0] === best) this.best[this.reached]! += 1
    for (const arm of slate) this.shown[this.reached * this.#arms + arm]! += 1
    if (!this.trace || this.trace.arm.length >= this.#traced) return
    this.trace.arm.push(slate[0]!)
    this.trace.best.push(best)
    this.trace.reward.push(rounded(reward))
    this.trace.chance.push(rounded(chance))
    this.trace.bestChance.push(rounded(bestChance))
  }

  reach(): void {
    this.regret[this.reached] = this.#regret
    this.reward[this.reached] = this.#reward
    this.reached++
  }
}

const rounded = (value: number) => +value.toPrecision(4)
