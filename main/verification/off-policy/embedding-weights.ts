import type { EmbeddedRounds } from '../../evaluation/off-policy/embeddings.ts'
import { momentsOf } from '../../evaluation/off-policy/lower-bounds.ts'
import { MultinomialModel } from '../../evaluation/off-policy/multinomial-model.ts'
import { studentQuantile } from '../../math/student-t.ts'

/** What the log knew and showed in each round. */
export interface ShownRounds {
  readonly contexts: Float64Array
  readonly action: Int32Array
}

const delta = 0.05
const never = new AbortController().signal

/**
 * Weights of marginalised IPS where p(e | a) is not known: w(x, e) = Σ_a π(a | x) / p(a | x) · P(a | x, e), P by multinomial logistic regression on the context and the embedding, one-hot
 * without its first categories.
 *
 * @param used the dimensions that count
 */
export async function estimateEmbeddingWeights(
  { actions, categories, dimensions, embedding, policy, logging }: EmbeddedRounds,
  { contexts, action }: ShownRounds,
  used: readonly number[] = Array.from({ length: dimensions }, (_, d) => d),
): Promise<Float64Array> {
  const rounds = action.length
  const columns = contexts.length / rounds
  const features = columns + used.length * (categories - 1)
  const seen = new Float64Array(rounds * features)
  for (let round = 0; round < rounds; round++) {
    seen.set(contexts.subarray(round * columns, (round + 1) * columns), round * features)
    for (const [at, d] of used.entries()) {
      const category = embedding[round * dimensions + d]!
      if (category > 0) seen[round * features + columns + at * (categories - 1) + category - 1] = 1
    }
  }
  const everyRound = Int32Array.from(action.keys())
  const logged = { contexts: seen, features, action, actions }
  const model = await MultinomialModel.fit(logged, everyRound, never, { tolerance: 1e-7 })
  const chances = new Float64Array(actions)
  return Float64Array.from(action, (_, round) => {
    model.predict(seen.subarray(round * features, (round + 1) * features), chances)
    let weight = 0
    for (let a = 0; a < actions; a++) {
      const cell = round * actions + a
      weight += (policy[cell]! / logging[cell]!) * chances[a]!
    }
    return weight
  })
}

interface Pruned {
  readonly used: readonly number[]
  readonly value: number
  readonly width: number
}

/**
 * The value after dimensions of the embedding are dropped, as Open Bandit Pipeline's SLOPE does: from all dimensions down to the fewest, those of one size from the widest interval to the narrowest, until one
 * is not compatible with all before it; where all are, the library returns the last but one. Greedy: a size only tries what is left when one more dimension is dropped from the narrowest of the
 * size above.
 *
 * @param weigh the weights by some dimensions
 */
export function pruneDimensions(
  dimensions: number,
  weigh: (used: readonly number[]) => Float64Array,
  reward: Float64Array,
  how: 'exact' | 'greedy',
  fewest: number,
): number {
  const factor = Math.sqrt(6) - 1
  const evaluate = (used: readonly number[]): Pruned => {
    const { n, mean, variance } = momentsOf(weigh(used).map((w, i) => w * reward[i]!))
    return { used, value: mean, width: studentQuantile(delta, n - 1) * Math.sqrt(variance / n) }
  }
  const accepted = [evaluate(Array.from({ length: dimensions }, (_, d) => d))]
  let level: readonly Pruned[] = accepted.slice()
  while (level[0]!.used.length > fewest) {
    const from = how === 'exact' ? level : [level.at(-1)!]
    level = smaller(from.map(({ used }) => used))
      .map(evaluate)
      .sort((a, b) => b.width - a.width)
    for (const candidate of level) {
      const isApart = ({ value, width }: Pruned) => Math.abs(value - candidate.value) > candidate.width + factor * width
      if (accepted.some(isApart)) return accepted.at(-1)!.value
      accepted.push(candidate)
    }
  }
  return accepted.at(-2)!.value
}

/** All sets with one dimension less, each once. */
function smaller(sets: readonly (readonly number[])[]): number[][] {
  const found = new Map<string, number[]>()
  for (const set of sets)
    for (const dropped of set) {
      const rest = set.filter((d) => d !== dropped)
      found.set(rest.join(), rest)
    }
  return [...found.values()]
}
