import type { AbPlan } from '../../contract/policy-plan.ts'
import { sampleBinomial } from '../../math/binomial.ts'
import { Random } from '../../math/random.ts'
import { breathe } from '../../recommenders/breathe.ts'
import { meanOf } from '../significance/differences.ts'
import type { Player } from './player.ts'
import { contextsOf, type World } from './world.ts'

/** What one model did in a simulated A/B test, as plain lists that are kept with its result. */
export interface AbArm {
  /** Reward of each visitor that met it, in order of arrival. */
  readonly rewards: readonly number[]
  /** Rewards of the same visitors before the test. */
  readonly past: readonly number[]
  /** Arms it shows to each kind of visitor, best first: row-major kinds × places. */
  readonly lists: readonly number[]
  readonly places: number
  /** For each visitor of the test, whoever it met: bit j is a click on place j of this model's list, if that is looked at. */
  readonly clicks: readonly number[]
}

/** Places of an interleaved list. */
const mostPlaces = 5
const visitsBefore = 20
const roundsBetweenBreaths = 500

/** The people of a simulated A/B test: the same for every model of an experiment. */
export interface AbCrowd {
  /** Kind of visitor of the world. */
  readonly visitor: Int32Array
  /** Whether each meets A. */
  readonly meetsControl: Uint8Array
  /** Chance of each: a click when below its probability, and a purchase. */
  readonly luck: Float64Array
  readonly purchaseLuck: Float64Array
}

export function drawCrowd(kinds: number, { visitors, allotment }: AbPlan, seed: number): AbCrowd {
  const random = new Random(seed, 'crowd of the A/B test')
  const crowd = {
    visitor: new Int32Array(visitors),
    meetsControl: new Uint8Array(visitors),
    luck: new Float64Array(visitors),
    purchaseLuck: new Float64Array(visitors),
  }
  for (let i = 0; i < visitors; i++) {
    crowd.visitor[i] = random.below(kinds)
    crowd.meetsControl[i] = random.uniform() < allotment ? 1 : 0
    crowd.luck[i] = random.uniform()
    crowd.purchaseLuck[i] = random.uniform()
  }
  return crowd
}

/** Clicks of each person in 20 visits before the test, in which arms were shown uniformly at random: the covariate of CUPED. */
function drawPast({ visitors, arms, click }: World, { visitor }: AbCrowd, seed: number): Float64Array {
  const random = new Random(seed, 'before the A/B test')
  const chances = Array.from({ length: visitors }, (_, kind) => meanOf(click.subarray(kind * arms, (kind + 1) * arms)))
  return Float64Array.from(visitor, (kind) => sampleBinomial(random, visitsBefore, chances[kind]!))
}

/**
 * Lets a model meet its share of the crowd in order of arrival, one item each, learning as it goes, and notes the lists it has for each kind of visitor afterwards. Tastes do
 * not drift, nor do arms come and go: that a difference shows is a matter of the models alone.
 *
 * @param player who has not met anyone
 */
export async function playAb(
  world: World,
  player: Player,
  plan: AbPlan,
  side: 'control' | 'treatment',
  seed: number,
  signal: AbortSignal,
): Promise<AbArm> {
  const { arms } = world
  const crowd = drawCrowd(world.visitors, plan, seed)
  const choice = new Random(seed, 'choices of the A/B test', side)
  const contexts = contextsOf(world)
  const before = drawPast(world, crowd, seed)
  const [shown, paid, clicked] = [new Int32Array(1), new Float64Array(1), new Uint8Array(1)]
  const rewards: number[] = []
  const past: number[] = []
  player.arrange(null, null)
  for (let i = 0; i < plan.visitors; i++) {
    if (i % roundsBetweenBreaths === 0) await breathe(signal)
    if ((crowd.meetsControl[i] === 1) !== (side === 'control')) continue
    const kind = crowd.visitor[i]!
    player.show(kind, contexts[kind]!, choice, shown)
    const cell = kind * arms + shown[0]!
    clicked[0] = crowd.luck[i]! < world.click[cell]! ? 1 : 0
    const reward = clicked[0] ? payOf(world, cell, crowd.purchaseLuck[i]!) : 0
    paid[0] = reward / world.largestPay
    player.learn(contexts[kind]!, shown, paid, clicked)
    rewards.push(reward)
    past.push(before[i]!)
  }
  const places = Math.min(mostPlaces, arms)
  const lists = new Int32Array(world.visitors * places)
  contexts.forEach((context, kind) =>
    player.show(kind, context, choice, lists.subarray(kind * places, (kind + 1) * places)),
  )
  const clicks = Array.from(crowd.visitor, (kind, i) => {
    let bits = 0
    for (let place = 0; place < places; place++) {
      const arm = lists[kind * places + place]!
      if (clickLuck(seed, i, arm) < world.click[kind * arms + arm]!) bits |= 1 << place
    }
    return bits
  })
  return { rewards, past, lists: [...lists], places, clicks }
}

/** What a click on a cell pays. */
function payOf({ clickPay, clickValue, purchase, purchasePay, arms }: World, cell: number, luck: number): number {
  const bought = purchasePay && luck < (purchase?.[cell] ?? 0) ? purchasePay[cell % arms]! : 0
  return clickPay * (clickValue?.[cell] ?? 1) + bought
}

/** The same person clicks the same item or not, whichever list it is in. */
const clickLuck = (seed: number, person: number, arm: number): number =>
  new Random(seed, 'clicks of the A/B test', person, arm).uniform()
