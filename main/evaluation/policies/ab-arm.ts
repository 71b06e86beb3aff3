import type { AbPlan } from '../../contract/policy-plan.ts'
import { sampleBinomial } from '../../math/binomial.ts'
import { Random } from '../../math/random.ts'
import { breathe } from '../../recommenders/breathe.ts'
import type { ArmChooser } from '../../recommenders/policy.ts'
import type { Environment } from './environment.ts'

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
  /** Kind of visitor of the environment. */
  readonly visitor: Int32Array
  /** Whether each meets A. */
  readonly meetsControl: Uint8Array
  /** Chance of each: below the probability of a reward, it pays. */
  readonly luck: Float64Array
}

export function drawCrowd(kinds: number, { visitors, allotment }: AbPlan, seed: number): AbCrowd {
  const random = new Random(seed, 'crowd of the A/B test')
  const crowd = {
    visitor: new Int32Array(visitors),
    meetsControl: new Uint8Array(visitors),
    luck: new Float64Array(visitors),
  }
  for (let i = 0; i < visitors; i++) {
    crowd.visitor[i] = random.below(kinds)
    crowd.meetsControl[i] = random.uniform() < allotment ? 1 : 0
    crowd.luck[i] = random.uniform()
  }
  return crowd
}

/** Rewards of each person's 20 visits before the test, in which arms were shown uniformly at random: the covariate of CUPED. */
function drawPast(environment: Environment, { visitor }: AbCrowd, seed: number): Float64Array {
  const random = new Random(seed, 'before the A/B test')
  const chances = Array.from({ length: environment.visitors }, (_, kind) => {
    const row = environment.probabilities(kind)
    return row.reduce((sum, chance) => sum + chance, 0) / row.length
  })
  return Float64Array.from(visitor, (kind) => sampleBinomial(random, visitsBefore, chances[kind]!))
}

/**
 * Lets a model meet its share of the crowd in order of arrival, learning as it goes, and notes the lists it has for each kind of visitor afterwards.
 *
 * @param create a policy that has not met anyone
 * @param rank the arms for a kind of visitor, best first, by a policy
 */
export async function playAb<Chooser extends ArmChooser>(
  environment: Environment,
  create: () => Chooser,
  rank: (policy: Chooser, visitor: number) => Int32Array,
  plan: AbPlan,
  side: 'control' | 'treatment',
  seed: number,
  signal: AbortSignal,
): Promise<AbArm> {
  const crowd = drawCrowd(environment.visitors, plan, seed)
  const policy = create()
  const choice = new Random(seed, 'choices of the A/B test', side)
  const before = drawPast(environment, crowd, seed)
  const rewards: number[] = []
  const past: number[] = []
  for (let i = 0; i < plan.visitors; i++) {
    if (i % roundsBetweenBreaths === 0) await breathe(signal)
    if ((crowd.meetsControl[i] === 1) !== (side === 'control')) continue
    const context = environment.contextOf(crowd.visitor[i]!)
    const arm = policy.select(context, choice)
    const reward = crowd.luck[i]! < environment.probabilities(crowd.visitor[i]!)[arm]! ? 1 : 0
    policy.update(context, arm, reward)
    rewards.push(reward)
    past.push(before[i]!)
  }
  const places = Math.min(mostPlaces, environment.arms)
  const kinds = Array.from({ length: environment.visitors }, (_, kind) => rank(policy, kind).subarray(0, places))
  const clicks = Array.from(crowd.visitor, (kind, i) => {
    const chances = environment.probabilities(kind)
    return kinds[kind]!.reduce(
      (bits, arm, place) => bits | (clickLuck(seed, i, arm) < chances[arm]! ? 1 << place : 0),
      0,
    )
  })
  return {
    rewards,
    past,
    lists: kinds.flatMap((list) => [...list]),
    places,
    clicks,
  }
}

/** The same person clicks the same item or not, whichever list it is in. */
const clickLuck = (seed: number, person: number, arm: number): number =>
  new Random(seed, 'clicks of the A/B test', person, arm).uniform()
