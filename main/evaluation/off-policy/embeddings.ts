/** Rounds whose actions have embeddings: categories, one of each dimension, drawn from p(e | a). */
export interface EmbeddedRounds {
  readonly actions: number
  readonly categories: number
  readonly dimensions: number
  /** p(e_d | a): actions × categories × dimensions. */
  readonly chance: Float64Array
  /** Category seen in each round: rounds × dimensions. */
  readonly embedding: Float64Array
  /** π(a | x) of the policy valued: rounds × actions. */
  readonly policy: Float64Array
  /** The same of the policy that logged. */
  readonly logging: Float64Array
}

/**
 * Weights of marginalised inverse propensity scoring: how much more often the policy valued would show the embedding e than the log did. Far smaller than
 * the weights of actions where many actions share embeddings; unbiased when the action has no effect beyond its embedding.
 *
 *   w(x, e) = Σ_a π(a | x) Π_d p(e_d | a) / Σ_a p(a | x) Π_d p(e_d | a)
 *
 * Y. Saito, T. Joachims (2022). Off-Policy Evaluation for Large Action Spaces via Embeddings. ICML '22. arXiv:2202.06317
 *
 * @param used the dimensions that count
 */
export function embeddingWeights(rounds: EmbeddedRounds, used = allDimensions(rounds)): Float64Array {
  return eachRound(rounds, (i) => {
    let valued = 0
    let logged = 0
    for (let a = 0; a < rounds.actions; a++) {
      let joint = 1
      for (const d of used) joint *= chanceOf(rounds, i, a, d)
      valued += rounds.policy[i * rounds.actions + a]! * joint
      logged += rounds.logging[i * rounds.actions + a]! * joint
    }
    return valued / logged
  })
}

/**
 * The same with dimensions taken as independent: a product of marginals, another estimator, which Open Bandit Pipeline uses in its self-normalised form.
 *
 *   w(x, e) = Π_d Σ_a π(a | x) p(e_d | a) / Σ_a p(a | x) p(e_d | a)
 */
export function independentEmbeddingWeights(rounds: EmbeddedRounds, used = allDimensions(rounds)): Float64Array {
  return eachRound(rounds, (i) => {
    let weight = 1
    for (const d of used) {
      let valued = 0
      let logged = 0
      for (let a = 0; a < rounds.actions; a++) {
        const chance = chanceOf(rounds, i, a, d)
        valued += rounds.policy[i * rounds.actions + a]! * chance
        logged += rounds.logging[i * rounds.actions + a]! * chance
      }
      weight *= valued / logged
    }
    return weight
  })
}

const allDimensions = ({ dimensions }: EmbeddedRounds): number[] => Array.from({ length: dimensions }, (_, d) => d)

const chanceOf = ({ chance, embedding, categories, dimensions }: EmbeddedRounds, i: number, a: number, d: number) =>
  chance[(a * categories + embedding[i * dimensions + d]!) * dimensions + d]!

const eachRound = ({ policy, actions }: EmbeddedRounds, weight: (i: number) => number): Float64Array =>
  Float64Array.from({ length: policy.length / actions }, (_, i) => weight(i))
