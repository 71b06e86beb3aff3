import * as v from 'valibot'
import type { PolicySimulation } from '../contract/api/policies.ts'
import { RecbenchError } from '../contract/errors.ts'
import type { ModelChoice } from '../contract/experiment.ts'
import { policyPlan, type PolicyPlan, type WorldPlan } from '../contract/policy-plan.ts'
import { parseConfiguration } from '../contract/settings.ts'
import type { Environment } from '../evaluation/policies/environment.ts'
import { playRepeat, type RepeatRecord, type SimulationPlan } from '../evaluation/policies/play.ts'
import { ArmPlayer } from '../evaluation/policies/player.ts'
import { mergeRepeats } from '../evaluation/policies/simulate.ts'
import { captureWorld } from '../evaluation/policies/world.ts'
import { changingArms } from '../recommenders/bandits/changing-arms.ts'
import { findRecommender } from '../recommenders/all.ts'
import { isPolicyRecommender, type ArmChooser } from '../recommenders/policy.ts'

/** A world that a person wrote, as functions of the number of a visitor, 0 … visitors − 1. */
export interface OwnEnvironment {
  /** How many arms, or their names. */
  readonly arms: number | readonly string[]
  readonly visitors: number
  /** What contextual policies see of a visitor; a constant 1 when absent. */
  features?(visitor: number): readonly number[]
  /** Probability that the visitor clicks each arm. */
  probabilities(visitor: number): readonly number[]
  /** What a click of the visitor on an arm pays; 1 when absent. */
  reward?(visitor: number, arm: number): number
}

/** A policy that a person wrote. */
export interface OwnPolicy {
  readonly name: string
  create(size: { readonly arms: number; readonly features: number }): {
    /** `random()` gives numbers from 0 to below 1, and is where all chance must come from. */
    select(context: OwnContext, random: () => number): number
    /** `reward` is what was paid, as a share of the most that can be. */
    update?(context: OwnContext, arm: number, reward: number): void
  }
}

interface OwnContext {
  readonly visitor: number
  readonly features: readonly number[] | Float64Array
}

export type OwnSimulationPlan = Partial<
  Pick<PolicyPlan, 'rounds' | 'repeats' | 'delay' | 'batch' | 'warmStart'> &
    Pick<WorldPlan, 'drift' | 'turnover' | 'positions' | 'examination'>
> & {
  readonly seed?: number
  /** With `turnover`, how many arms are there at a time. */
  readonly present?: number
}

export interface OwnSimulation {
  readonly label: string
  readonly family: 'bandits'
  readonly simulation: PolicySimulation
}

/**
 * Lets policies play in a world that a person wrote.
 *
 * @throws RecbenchError `invalid-parameter` for probabilities outside 0 … 1, an unknown policy or setting, or a recommender that cannot learn without a log
 */
export async function simulateEnvironment(
  own: OwnEnvironment,
  policies: readonly (ModelChoice | OwnPolicy)[],
  plan: OwnSimulationPlan,
  signal: AbortSignal,
): Promise<OwnSimulation[]> {
  const world = captureWorld(toEnvironment(own))
  const checked = checkPlan(plan, world.arms)
  const found: OwnSimulation[] = []
  for (const policy of policies) {
    const { label, create } = readPolicy(policy)
    const size = (arms: number) => ({ arms, features: world.features })
    const records: RepeatRecord[] = []
    for (let repeat = 0; repeat < checked.repeats; repeat++) {
      const watch = { signal, progress: () => undefined }
      records.push(
        await playRepeat(
          world,
          (truth) => {
            const start = truth.there && truth.startArms()
            return new ArmPlayer(create(size(start?.length ?? world.arms), start !== null), world.arms, start)
          },
          checked,
          repeat,
          watch,
        ),
      )
    }
    found.push({ label, family: 'bandits', simulation: mergeRepeats(world, checked, records) })
  }
  return found
}

function checkPlan(plan: OwnSimulationPlan, arms: number): SimulationPlan {
  const { rounds, repeats, delay, batch, warmStart, drift, turnover, positions, examination, seed, present } = plan
  const world = { drift, turnover, positions, examination, ...(present !== undefined && { arms: present }) }
  const parsed = v.safeParse(policyPlan, { rounds, repeats, delay, batch, warmStart, world })
  if (!parsed.success)
    throw new RecbenchError('invalid-parameter', `The simulation cannot go on like this: ${parsed.issues[0].message}`)
  const { world: known, estimators: _, clip: __, ...checked } = parsed.output
  const places = known!.positions
  if (places > arms)
    throw new RecbenchError('invalid-parameter', `A slate of ${places} items cannot be filled from ${arms} arms.`)
  return { ...checked, ...known, arms: turnover ? (present ?? Math.ceil(arms / 2)) : arms, seed: seed ?? 2020 }
}

function toEnvironment(own: OwnEnvironment): Environment {
  const names = typeof own.arms === 'number' ? null : own.arms
  const arms = names?.length ?? (own.arms as number)
  const { visitors } = own
  if (!(Number.isInteger(arms) && arms >= 2 && Number.isInteger(visitors) && visitors >= 1))
    throw new RecbenchError('invalid-parameter', `The environment has ${arms} arms and ${visitors} visitors.`, {
      remedy: 'It needs 2 or more arms and 1 or more visitors.',
    })
  const rowOf = (values: readonly number[], what: string, visitor: number, limit: number) => {
    const wrong = Array.from(values).findIndex((value) => !(value >= 0 && value <= limit))
    if (values.length === arms && wrong < 0) return Float64Array.from(values)
    const said = wrong < 0 ? `${values.length} numbers for ${arms} arms` : `${String(values[wrong])} for arm ${wrong}`
    throw new RecbenchError('invalid-parameter', `${what} of visitor ${visitor} says ${said}.`, {
      remedy: limit === 1 ? 'Give a number from 0 to 1 for each arm.' : 'Give a number of 0 or more for each arm.',
    })
  }
  const featuresOf = (visitor: number) => own.features?.(visitor) ?? [1]
  const features = featuresOf(0).length
  const { reward } = own
  return {
    visitors,
    arms,
    features,
    contextOf: (visitor) => ({ user: visitor, features: Float64Array.from(featuresOf(visitor)) }),
    probabilities: (visitor) => rowOf(own.probabilities(visitor), 'probabilities', visitor, 1),
    ...(reward && {
      clickValues: (visitor) =>
        rowOf(
          Array.from({ length: arms }, (_, arm) => reward.call(own, visitor, arm)),
          'reward',
          visitor,
          Infinity,
        ),
    }),
    users: null,
    items: new Int32Array(arms).fill(-1),
    ...(names && { armNames: [...names] }),
    description: `Simulated world of your own: ${visitors} visitors, ${arms} arms.`,
  }
}

interface Named {
  readonly label: string
  create(size: { readonly arms: number; readonly features: number }, changing: boolean): ArmChooser
}

function readPolicy(policy: ModelChoice | OwnPolicy): Named {
  if ('create' in policy) return { label: policy.name, create: (size, changing) => adapt(policy, size, changing) }
  const recommender = findRecommender(policy.id)
  if (!isPolicyRecommender(recommender))
    throw new RecbenchError('invalid-parameter', `${recommender.title} has no log to learn from in this world.`, {
      remedy: 'Name bandits, such as thompson, or simulate a data set instead of an environment.',
    })
  const { policy: algorithm, settings } = recommender
  const config = parseConfiguration(`policy ${policy.id}`, settings, policy.config as never)
  const spelled = Object.entries(policy.config).map(([name, value]) => `${name} ${String(value)}`)
  return {
    label: [policy.id, ...spelled].join(' '),
    create({ arms, features }, changing) {
      const size = { arms, features: algorithm.contextual ? features : 0 }
      return changing ? changingArms(algorithm, size, config as never) : algorithm.create(size, config as never)
    },
  }
}

function adapt({ name, create }: OwnPolicy, size: { arms: number; features: number }, changing: boolean): ArmChooser {
  if (changing)
    throw new RecbenchError('invalid-parameter', `The policy "${name}" of your own cannot have arms that come and go.`)
  const own = create(size)
  return {
    ...size,
    distribution: (_, into) => void into.fill(1 / size.arms),
    select({ user, features }, random) {
      const arm = own.select({ visitor: user, features }, () => random.uniform())
      if (Number.isInteger(arm) && arm >= 0 && arm < size.arms) return arm
      throw new RecbenchError('invalid-parameter', `The policy "${name}" showed arm ${String(arm)}.`, {
        remedy: `Its arms are 0 to ${size.arms - 1}.`,
      })
    },
    update: ({ user, features }, arm, reward) => own.update?.({ visitor: user, features }, arm, reward),
  }
}
