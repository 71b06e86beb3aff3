import { integer, type ConfigurationOf } from '../../../contract/settings.ts'
import { kMeans } from '../../../kernels/k-means.ts'
import { Random } from '../../../math/random.ts'
import type { Archive } from '../../archive.ts'
import type { PolicySize } from '../../policy.ts'
import { ArmRecord, checkArm } from '../arms.ts'
import { defineLocalPolicy, type LocalMemory } from './local-policy.ts'
import { RememberedRounds } from './remembered-rounds.ts'

const settings = {
  clusters: integer({ default: 8, minimum: 1, maximum: 1000, help: 'Groups of like contexts.' }),
  warmUp: integer({ default: 100, minimum: 1, help: 'Rounds before groups are first formed; anew at each doubling.' }),
  memory: integer({ default: 20_000, minimum: 1, help: 'Last rounds that groups are formed of.' }),
} as const

/**
 * Cluster bandit: contexts are grouped by k-means, and a policy without context learns in each group of its own.
 *
 *   c(x) = argmin_c ‖x − μ_c‖,   n_k, s_k = plays and rewards of arm k in rounds of group c(x)
 *
 * Groups are formed after w, 2 w, 4 w, … rounds of those remembered, whose rewards then go to the new groups; before that there is one group. It is told nothing of how
 * many groups there are.
 *
 * E. Strong, B. Kleynhans, S. Kadıoğlu (2019). MABWiser: A Parallelizable Contextual Multi-Armed Bandit Library for Python. ICTAI '19 (its Clusters).
 * doi:10.1109/ICTAI.2019.00129. The idea: T. T. Nguyen, H. W. Lauw (2014). Dynamic Clustering of Contextual Multi-Armed Bandits. CIKM '14. doi:10.1145/2661829.2662063
 */
export const clusterBandit = defineLocalPolicy({
  id: 'cluster-bandit',
  title: 'Cluster bandit',
  summary: 'Groups people by k-means and learns in each group which item pays.',
  formula: 'c(x) = argmin_c ‖x − μ_c‖; n_k, s_k = plays and rewards of item k in group c(x)',
  reference:
    "E. Strong, B. Kleynhans, S. Kadıoğlu (2019). MABWiser: A Parallelizable Contextual Multi-Armed Bandit Library for Python. ICTAI '19. doi:10.1109/ICTAI.2019.00129",
  settings,
  create: (size, config) =>
    new Clusters(config, new RememberedRounds(config.memory, size.features), new Float64Array(size.features), [
      ArmRecord.empty(size.arms),
    ]),
  load: (size, config, { facts, columns }) =>
    new Clusters(
      config,
      RememberedRounds.restore(config.memory, size.features, facts['seen'] as number, columns as never),
      columns['centres'] as Float64Array,
      splitRecords(size, columns['plays'] as Float64Array, columns['sums'] as Float64Array),
    ),
})

class Clusters implements LocalMemory {
  readonly #config: ConfigurationOf<typeof settings>
  readonly #rounds: RememberedRounds
  /** Row-major, one row per group. */
  #centres: Float64Array
  #records: readonly ArmRecord[]

  constructor(
    config: ConfigurationOf<typeof settings>,
    rounds: RememberedRounds,
    centres: Float64Array,
    records: readonly ArmRecord[],
  ) {
    this.#config = config
    this.#rounds = rounds
    this.#centres = centres
    this.#records = records
  }

  near(x: Float64Array): ArmRecord {
    const { features } = this.#rounds
    let best = 0
    let least = Infinity
    for (let group = 0; group < this.#records.length; group++) {
      let distance = 0
      for (let i = 0; i < features; i++) distance += (x[i]! - this.#centres[group * features + i]!) ** 2
      if (distance < least) {
        least = distance
        best = group
      }
    }
    return this.#records[best]!
  }

  learn(x: Float64Array, arm: number, reward: number): void {
    checkArm(arm, this.#records[0]!.plays.length)
    this.#rounds.add(x, arm, reward)
    this.near(x).add(arm, reward)
    const doublings = Math.log2(this.#rounds.seen / this.#config.warmUp)
    if (doublings >= 0 && Number.isInteger(doublings)) this.#formGroups()
  }

  save(): Archive {
    const joined = (column: 'plays' | 'sums') =>
      Float64Array.from(this.#records.flatMap((record) => Array.from(record[column])))
    return {
      facts: { seen: this.#rounds.seen },
      columns: { ...this.#rounds.columns(), centres: this.#centres, plays: joined('plays'), sums: joined('sums') },
    }
  }

  #formGroups(): void {
    const { contexts, arms, rewards } = this.#rounds.columns()
    const { seen, features } = this.#rounds
    const random = new Random('cluster-bandit', seen)
    const { of, centres } = kMeans(contexts, features, this.#config.clusters, random)
    this.#centres = centres
    const count = this.#records[0]!.plays.length
    this.#records = Array.from({ length: centres.length / features }, () => ArmRecord.empty(count))
    of.forEach((group, row) => this.#records[group]!.add(arms[row]!, rewards[row]!))
  }
}

function splitRecords({ arms }: PolicySize, plays: Float64Array, sums: Float64Array): ArmRecord[] {
  return Array.from({ length: plays.length / arms }, (_, group) => {
    const part = (column: Float64Array) => column.slice(group * arms, (group + 1) * arms)
    return new ArmRecord(part(plays), part(sums))
  })
}
