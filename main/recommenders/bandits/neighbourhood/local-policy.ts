import type { ConfigurationOf, Settings } from '../../../contract/settings.ts'
import type { Random } from '../../../math/random.ts'
import { pack, unpack, type Archive } from '../../archive.ts'
import type { Policy, PolicyContext, PolicyRecommender, PolicySize } from '../../policy.ts'
import type { Recommender } from '../../recommender.ts'
import { definePolicyRecommender } from '../policy-recommender.ts'
import {
  innerDistribution,
  innerExpected,
  innerSelect,
  innerSettings,
  type InnerConfiguration,
  type LocalRecord,
} from './inner-rule.ts'

/** Remembers rounds so that those whose context is like a new one can be told. */
export interface LocalMemory {
  /** Plays and rewards of each arm in rounds like `x`. It may be overwritten by the next call. */
  near(x: Float64Array): LocalRecord
  /** Errors: `invalid-parameter` for an arm that does not exist. */
  learn(x: Float64Array, arm: number, reward: number): void
  save(): Archive
}

type Described = Pick<Recommender, 'id' | 'title' | 'summary' | 'formula' | 'reference'>
type Definition<S extends Settings> = Described & {
  readonly settings: S
  readonly create: (size: PolicySize, config: ConfigurationOf<S>) => LocalMemory
  readonly load: (size: PolicySize, config: ConfigurationOf<S>, archive: Archive) => LocalMemory
}

/** Makes a policy that asks a memory for the rounds like the present one, and lets an inner policy without context choose by what they paid. */
export function defineLocalPolicy<const S extends Settings>(
  definition: Definition<S>,
): PolicyRecommender<S & typeof innerSettings> {
  const { create, load, settings, ...described } = definition
  const name = `${definition.id} policy`
  return definePolicyRecommender<S & typeof innerSettings>({
    ...described,
    settings: { ...settings, ...innerSettings },
    contextual: true,
    create: (size, config) =>
      new LocalPolicy(name, size, config as InnerConfiguration, create(size, config as unknown as ConfigurationOf<S>)),
    load(bytes) {
      const archive = unpack(name, 1, bytes)
      const size = archive.facts['size'] as PolicySize
      const config = archive.facts['config'] as InnerConfiguration & ConfigurationOf<S>
      return new LocalPolicy(name, size, config, load(size, config, archive))
    },
  })
}

class LocalPolicy implements Policy {
  readonly #name: string
  readonly #size: PolicySize
  readonly #config: InnerConfiguration
  readonly #memory: LocalMemory

  constructor(name: string, { arms, features }: PolicySize, config: InnerConfiguration, memory: LocalMemory) {
    this.#name = name
    this.#size = { arms, features }
    this.#config = config
    this.#memory = memory
  }

  get arms(): number {
    return this.#size.arms
  }

  get features(): number {
    return this.#size.features
  }

  distribution({ features: x }: PolicyContext, into: Float64Array): void {
    innerDistribution(this.#memory.near(x), this.#config, into)
  }

  select({ features: x }: PolicyContext, random: Random): number {
    return innerSelect(this.#memory.near(x), this.#config, random)
  }

  update({ features: x }: PolicyContext, arm: number, reward: number): void {
    this.#memory.learn(x, arm, reward)
  }

  expected({ features: x }: PolicyContext, into: Float64Array): void {
    innerExpected(this.#memory.near(x), this.#config, into)
  }

  save(): Uint8Array<ArrayBuffer> {
    const { facts, columns } = this.#memory.save()
    return pack(this.#name, 1, { ...facts, size: this.#size, config: this.#config }, columns)
  }
}
