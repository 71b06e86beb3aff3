import { MersenneTwister } from './mersenne-twister.ts'

/** How a synthetic world of slates of Open Bandit Pipeline was configured. */
interface SlateConfig {
  readonly slates: number
  readonly actions: number
  readonly length: number
  readonly structure: string
  readonly click: string | null
  readonly mayRepeat: boolean
  readonly seed: number
}

const contextSize = 2
/** The library computes rewards in pieces of at most so many numbers, and scales its logits within each. */
const pieceSize = 1e7

/**
 * The true value of the evaluation policy of `ope-slate.json` in the world of Open Bandit Pipeline 0.5.7, drawn again from its seed: the expected sum of rewards of a list, over all lists.
 *
 *   q_l = σ(η(x, a_l) + Σ_j interaction(l, j)),   η bilinear in context and action, with coefficients uniform in (−1, 1)
 *
 * Interactions: with the items above (`cascade`) or with all others (`standard`); by a symmetric normal matrix of items (`additive`) or by their own logits, fading as exp(−|l − j|) (`decay`).
 * Click models: `pbm` examines position l with probability 1/l; `cascade` discounts what follows a click by 1/l. The policy: softmax of 3 standardised rewards, items above excluded
 * unless they may repeat. The library holds logits in half precision, so that it agrees to three digits. Two of its slips are followed, which are in its data as in its truth: it pays slate i
 * by the context of slate ⌊i / L⌋ of its piece, and the interactions of `cascade_decay` are all 0, for it reads the half of the matrix that it left empty.
 */
export function trueSlateValue(given: Readonly<Record<string, unknown>>): number {
  const config: SlateConfig = {
    slates: Number(given['n']),
    actions: Number(given['n_unique_action']),
    length: Number(given['len_list']),
    structure: String(given['reward_structure']),
    click: given['click_model'] as string | null,
    mayRepeat: given['is_factorizable'] === true,
    seed: Number(given['random_state']),
  }
  const { slates, actions, length } = config
  const contexts = new MersenneTwister(config.seed).normals(slates * contextSize)
  const rewards = logitsOf(config, contexts).map(sigmoid)
  const { mean, deviation } = momentsOf(rewards)
  const preference = rewards.map((reward) => Math.exp((3 * (reward - mean)) / deviation))
  const pieces = Math.floor((slates * countLists(config) * length - 1) / pieceSize) + 1
  const perPiece = Math.floor((slates - 1) / pieces) + 1
  let total = 0
  for (let first = 0; first < slates; first += perPiece) {
    const last = Math.min(slates, first + perPiece)
    const logits = logitsOf(config, contexts.subarray(first * contextSize, last * contextSize))
    for (let slate = first; slate < last; slate++) {
      const row = Math.floor((slate - first) / length) * actions
      total += expectedSum(
        config,
        logits.subarray(row, row + actions),
        preference.subarray(slate * actions, (slate + 1) * actions),
        interactionOf(config),
      )
    }
  }
  return total / slates
}

const sigmoid = (value: number) => 1 / (1 + Math.exp(-value))

function momentsOf(values: Float64Array): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, deviation: Math.sqrt(squares / values.length) }
}

function countLists({ actions, length, mayRepeat }: SlateConfig): number {
  let count = 1
  for (let l = 0; l < length; l++) count *= mayRepeat ? actions : actions - l
  return count
}

/** Bilinear in (1, x) and (1, one-hot a); what the library takes for standardisation subtracts mean / deviation. */
function logitsOf({ actions, seed }: SlateConfig, contexts: Float64Array): Float64Array {
  const random = new MersenneTwister(seed)
  const draw = (count: number) => Float64Array.from({ length: count }, () => 2 * random.uniform() - 1)
  const ofContext = draw(contextSize + 1)
  const ofAction = draw(actions + 1)
  const ofBoth = draw((contextSize + 1) * (actions + 1))
  const slates = contexts.length / contextSize
  const logits = new Float64Array(slates * actions)
  for (let slate = 0; slate < slates; slate++)
    for (let a = 0; a < actions; a++) {
      let logit = ofAction[0]! + ofAction[a + 1]!
      for (let j = 0; j <= contextSize; j++) {
        const x = j === 0 ? 1 : contexts[slate * contextSize + j - 1]!
        const start = j * (actions + 1)
        logit += x * (ofContext[j]! + ofBoth[start]! + ofBoth[start + a + 1]!)
      }
      logits[slate * actions + a] = logit
    }
  const { mean, deviation } = momentsOf(logits)
  return logits.map((logit) => logit - mean / deviation)
}

/** What item b at position j adds to the logit of item a at position l. */
type Interaction = (logits: Float64Array, a: number, l: number, b: number, j: number) => number

const matrices = new Map<string, Float64Array>()

function interactionOf({ structure, actions, seed }: SlateConfig): Interaction {
  if (structure === 'independent' || structure === 'cascade_decay') return () => 0
  const isCascade = structure.startsWith('cascade')
  const counts = (l: number, j: number) => (isCascade ? j < l : j !== l)
  if (structure.endsWith('decay'))
    return (logits, _, l, b, j) => (counts(l, j) ? -Math.exp(-Math.abs(l - j)) * logits[b]! : 0)
  const key = `${seed} ${actions}`
  const matrix = matrices.get(key) ?? new MersenneTwister(seed).normals(actions * actions).map((value) => 5 * value)
  matrices.set(key, matrix)
  return (_, a, l, b, j) => (counts(l, j) ? matrix[Math.max(a, b) * actions + Math.min(a, b)]! : 0)
}

/** Σ over all lists of their probability times the expected sum of their rewards. */
function expectedSum(
  config: SlateConfig,
  logits: Float64Array,
  preference: Float64Array,
  interaction: Interaction,
): number {
  const { actions, length, mayRepeat } = config
  const list = new Int32Array(length)
  const isUsed = new Uint8Array(actions)
  const whole = preference.reduce((sum, value) => sum + value, 0)
  const fill = (position: number, chance: number, left: number): number => {
    if (position === length) return chance * sumOfList(config, logits, list, interaction)
    let total = 0
    for (let a = 0; a < actions; a++) {
      if (isUsed[a] === 1) continue
      list[position] = a
      if (!mayRepeat) isUsed[a] = 1
      total += fill(position + 1, (chance * preference[a]!) / left, mayRepeat ? left : left - preference[a]!)
      isUsed[a] = 0
    }
    return total
  }
  return fill(0, 1, whole)
}

function sumOfList(
  { length, click }: SlateConfig,
  logits: Float64Array,
  list: Int32Array,
  interaction: Interaction,
): number {
  let sum = 0
  let discount = 1
  let before = 0
  for (let l = 0; l < length; l++) {
    let logit = logits[list[l]!]!
    for (let j = 0; j < length; j++) logit += interaction(logits, list[l]!, l, list[j]!, j)
    const examined = click === 'pbm' ? 1 / (l + 1) : 1
    const attraction = click === 'cascade' ? 1 / (l + 1) : 1
    discount *= before * attraction + (1 - before)
    before = discount * examined * sigmoid(logit)
    sum += before
  }
  return sum
}
