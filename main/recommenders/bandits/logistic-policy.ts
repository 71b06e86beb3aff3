import { choice, real, type ConfigurationOf, type Settings } from '../../contract/settings.ts'
import type { Random } from '../../math/random.ts'
import { pack, unpack } from '../archive.ts'
import type { Policy, PolicyContext, PolicyRecommender } from '../policy.ts'
import type { Recommender } from '../recommender.ts'
import type { LinearEstimates, LinearRule } from './linear-policy.ts'
import { createLogisticArms, learnLogistic, logistic, restoreLogisticArms, type LogisticArms } from './logistic-arms.ts'
import { definePolicyRecommender } from './policy-recommender.ts'

/** Settings that every policy of logistic regressions has. */
export const logisticSettings = {
  regularization: real({ default: 1, minimum: 1e-6, help: 'λ: larger values shrink the weights of each item.' }),
  priorReward: real({
    default: 0.5,
    minimum: 1e-6,
    maximum: 0.999999,
    help: 'p₀: share of the rounds in which an item is believed to pay in advance.',
  }),
  covariance: choice(
    ['full', 'diagonal'],
    'full',
    'What is kept of the uncertainty of an item: the whole matrix, or one number per weight, which takes less time and memory.',
  ),
} as const

type Described = Pick<Recommender, 'id' | 'title' | 'summary' | 'formula' | 'reference'>
type Shared = ConfigurationOf<typeof logisticSettings>
type Definition<S extends Settings> = Described & {
  readonly settings: S & typeof logisticSettings
  readonly rule: LinearRule<ConfigurationOf<S>>
}

/**
 * Makes a policy that has one Bayesian logistic regression of the reward on the context per arm, see {@link learnLogistic}, and a rule that chooses by the means and variances
 * of b + β_kᵀx, b = ln(p₀ / (1 − p₀)). What it expects of an arm is σ(b + β_kᵀx). Rewards count as shares of a success between 0 and 1.
 */
export function defineLogisticPolicy<const S extends Settings>(
  definition: Definition<S>,
): PolicyRecommender<S & typeof logisticSettings> {
  const { rule, ...described } = definition
  const name = `${definition.id} policy`
  type Config = ConfigurationOf<S & typeof logisticSettings>
  return definePolicyRecommender({
    ...described,
    contextual: true,
    create: ({ arms, features }, config: Config) => {
      const { covariance, regularization } = config as Shared
      const models = createLogisticArms(covariance, { arms, features, regularization })
      return new LogisticPolicy(name, rule as LinearRule<Config>, config, models, 0)
    },
    load(bytes) {
      const { facts, columns } = unpack(name, 1, bytes)
      const config = facts['config'] as Config
      const { covariance, regularization } = config as Shared
      const { arms, features, rounds } = facts as Record<'arms' | 'features' | 'rounds', number>
      const models = restoreLogisticArms(covariance, { arms, features, regularization }, columns)
      return new LogisticPolicy(name, rule as LinearRule<Config>, config, models, rounds)
    },
  })
}

class LogisticPolicy<C> implements Policy {
  readonly #name: string
  readonly #rule: LinearRule<C>
  readonly #config: C
  readonly #offset: number
  readonly #models: LogisticArms
  readonly #estimates: { readonly means: Float64Array; readonly variances: Float64Array; rounds: number }

  constructor(name: string, rule: LinearRule<C>, config: C, models: LogisticArms, rounds: number) {
    const { priorReward } = config as Shared
    this.#name = name
    this.#rule = rule
    this.#config = config
    this.#offset = Math.log(priorReward / (1 - priorReward))
    this.#models = models
    this.#estimates = { means: new Float64Array(models.arms), variances: new Float64Array(models.arms), rounds }
  }

  get arms(): number {
    return this.#models.arms
  }

  get features(): number {
    return this.#models.features
  }

  distribution({ features: x }: PolicyContext, into: Float64Array): void {
    this.#rule.distribution(this.#estimate(x), this.#config, into)
  }

  select({ features: x }: PolicyContext, random: Random): number {
    return this.#rule.select(this.#estimate(x), this.#config, random)
  }

  update({ features: x }: PolicyContext, arm: number, reward: number): void {
    learnLogistic(this.#models, arm, x, reward, this.#offset)
    this.#estimates.rounds += 1
  }

  expected({ features: x }: PolicyContext, into: Float64Array): void {
    for (let arm = 0; arm < into.length; arm++) into[arm] = logistic(this.#offset + this.#models.mean(arm, x))
  }

  save(): Uint8Array<ArrayBuffer> {
    const { arms, features } = this.#models
    const facts = { arms, features, config: this.#config, rounds: this.#estimates.rounds }
    return pack(this.#name, 1, facts, this.#models.columns())
  }

  #estimate(x: Float64Array): LinearEstimates {
    const { means, variances } = this.#estimates
    for (let arm = 0; arm < means.length; arm++) {
      means[arm] = this.#offset + this.#models.mean(arm, x)
      variances[arm] = this.#models.variance(arm, x)
    }
    return this.#estimates
  }
}
