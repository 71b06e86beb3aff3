import type { ConfigurationOf, Settings } from '../../contract/settings.ts'
import type { Random } from '../../math/random.ts'
import { pack, unpack } from '../archive.ts'
import type { Policy, PolicyContext, PolicyRecommender } from '../policy.ts'
import type { Recommender } from '../recommender.ts'
import { LinearArms, restoreLinearArms } from './linear-arms.ts'
import { definePolicyRecommender } from './policy-recommender.ts'

/** What the regressions say of every arm in one context. */
export interface LinearEstimates {
  /** β_kᵀx */
  readonly means: Float64Array
  /** xᵀA_k⁻¹x; none for a rule that does not use them. */
  readonly variances: Float64Array
  /** Rounds learned from so far. */
  readonly rounds: number
}

/** How estimates become a choice. */
export interface LinearRule<C> {
  readonly usesVariances: boolean
  distribution(estimates: LinearEstimates, config: C, into: Float64Array): void
  select(estimates: LinearEstimates, config: C, random: Random): number
}

type Described = Pick<Recommender, 'id' | 'title' | 'summary' | 'formula' | 'reference'>
type Definition<S extends Settings> = Described & {
  readonly settings: S
  readonly rule: LinearRule<ConfigurationOf<S>>
  /** λ of a configuration. */
  readonly regularization: (config: ConfigurationOf<S>) => number
}

/** Makes a policy that has one ridge regression of the reward on the context per arm, see {@link LinearArms}, and a rule that chooses by what they say. */
export function defineLinearPolicy<const S extends Settings>(definition: Definition<S>): PolicyRecommender<S> {
  const { rule, regularization, ...described } = definition
  const name = `${definition.id} policy`
  return definePolicyRecommender({
    ...described,
    contextual: true,
    create: ({ arms, features }, config) =>
      new LinearPolicy(name, rule, config, new LinearArms(arms, features, regularization(config)), 0),
    load(bytes) {
      const { facts, columns } = unpack(name, 1, bytes)
      const config = facts['config'] as ConfigurationOf<S>
      return new LinearPolicy(name, rule, config, restoreLinearArms(facts, columns), facts['rounds'] as number)
    },
  })
}

class LinearPolicy<C> implements Policy {
  readonly #name: string
  readonly #rule: LinearRule<C>
  readonly #config: C
  readonly #models: LinearArms
  #rounds: number

  constructor(name: string, rule: LinearRule<C>, config: C, models: LinearArms, rounds: number) {
    this.#name = name
    this.#rule = rule
    this.#config = config
    this.#models = models
    this.#rounds = rounds
  }

  get arms(): number {
    return this.#models.arms
  }

  get features(): number {
    return this.#models.features
  }

  distribution(context: PolicyContext, into: Float64Array): void {
    this.#rule.distribution(this.#estimate(context), this.#config, into)
  }

  select(context: PolicyContext, random: Random): number {
    return this.#rule.select(this.#estimate(context), this.#config, random)
  }

  update({ features: x }: PolicyContext, arm: number, reward: number): void {
    this.#models.update(arm, x, reward)
    this.#rounds += 1
  }

  expected({ features: x }: PolicyContext, into: Float64Array): void {
    into.set(this.#models.estimate(x, false).means)
  }

  save(): Uint8Array<ArrayBuffer> {
    const { arms, features, regularization } = this.#models
    const facts = { arms, features, regularization, config: this.#config, rounds: this.#rounds }
    return pack(this.#name, 1, facts, this.#models.columns())
  }

  rearranged(from: Int32Array): Policy {
    this.#models.rearrange(from)
    return this
  }

  #estimate({ features: x }: PolicyContext): LinearEstimates {
    return { ...this.#models.estimate(x, this.#rule.usesVariances), rounds: this.#rounds }
  }
}
