import { choice, integer, real, type ConfigurationOf } from '../../../contract/settings.ts'
import type { Archive } from '../../archive.ts'
import type { PolicySize } from '../../policy.ts'
import { ArmRecord, checkArm } from '../arms.ts'
import { defineLocalPolicy, type LocalMemory } from './local-policy.ts'
import { RememberedRounds } from './remembered-rounds.ts'
import { smallest } from './smallest.ts'

const settings = {
  near: choice(['count', 'radius'], 'count', 'Whether a number of rounds counts as like, or those within a radius.'),
  neighbours: integer({ default: 1000, minimum: 1, help: 'k: most like rounds to choose by.' }),
  radius: real({ default: 0.5, help: 'Distance up to which a round counts as like, where a radius is chosen.' }),
  memory: integer({ default: 20_000, minimum: 1, help: 'Last rounds that are remembered.' }),
} as const

/**
 * Neighbourhood bandit: past rounds whose context is nearest to the present one say what each arm pays here, and a policy without context chooses by them.
 *
 *   N(x) = the k rounds t with the smallest ‖x − x_t‖, or those with ‖x − x_t‖ ≤ r;   n_k, s_k = plays and rewards of arm k in N(x)
 *
 * Rounds exactly as near as the k-th count as well, so that people with the same features are not told apart by chance. Where no round is near all arms are alike.
 *
 * E. Strong, B. Kleynhans, S. Kadıoğlu (2019). MABWiser: A Parallelizable Contextual Multi-Armed Bandit Library for Python. ICTAI '19 (its KNearest and Radius).
 * doi:10.1109/ICTAI.2019.00129. The idea: M. Y. Guan, H. Jiang (2018). Nonparametric Stochastic Contextual Bandits. AAAI '18. arXiv:1801.01750
 */
export const neighbourhoodBandit = defineLocalPolicy({
  id: 'neighbourhood-bandit',
  title: 'Neighbourhood bandit',
  summary: 'Chooses by what items paid in the past rounds most like this one.',
  formula: 'n_k, s_k = plays and rewards of item k among the rounds t with the smallest ‖x − x_t‖',
  reference:
    "E. Strong, B. Kleynhans, S. Kadıoğlu (2019). MABWiser: A Parallelizable Contextual Multi-Armed Bandit Library for Python. ICTAI '19. doi:10.1109/ICTAI.2019.00129",
  settings,
  create: (size, config) => new Neighbourhood(size, config, new RememberedRounds(config.memory, size.features)),
  load: (size, config, { facts, columns }) =>
    new Neighbourhood(
      size,
      config,
      RememberedRounds.restore(config.memory, size.features, facts['seen'] as number, columns as never),
    ),
})

class Neighbourhood implements LocalMemory {
  readonly #config: ConfigurationOf<typeof settings>
  readonly #rounds: RememberedRounds
  readonly #record: ArmRecord

  constructor({ arms }: PolicySize, config: ConfigurationOf<typeof settings>, rounds: RememberedRounds) {
    this.#config = config
    this.#rounds = rounds
    this.#record = ArmRecord.empty(arms)
  }

  near(x: Float64Array): ArmRecord {
    const { near, neighbours, radius } = this.#config
    const { size, arms, rewards } = this.#rounds
    const distances = this.#distances(x)
    const limit = near === 'radius' ? radius ** 2 : smallest(distances, neighbours)
    this.#record.plays.fill(0)
    this.#record.sums.fill(0)
    this.#record.rounds = 0
    for (let row = 0; row < size; row++) if (distances[row]! <= limit) this.#record.add(arms[row]!, rewards[row]!)
    return this.#record
  }

  learn(x: Float64Array, arm: number, reward: number): void {
    checkArm(arm, this.#record.plays.length)
    this.#rounds.add(x, arm, reward)
  }

  save(): Archive {
    return { facts: { seen: this.#rounds.seen }, columns: this.#rounds.columns() }
  }

  /** Squared distances of the remembered rounds. */
  #distances(x: Float64Array): Float64Array {
    const { size, features, contexts } = this.#rounds
    const distances = new Float64Array(size)
    for (let row = 0, at = 0; row < size; row++) {
      let sum = 0
      for (let i = 0; i < features; i++, at++) sum += (x[i]! - contexts[at]!) ** 2
      distances[row] = sum
    }
    return distances
  }
}
