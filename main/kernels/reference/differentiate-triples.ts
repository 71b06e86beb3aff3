/** Rows of `width` numbers, a multiple of 4, and triples of them: user, an item that the user had, and one that the user did not have. */
export interface DifferentiateTriples {
  readonly rows: Float32Array
  readonly width: number
  /** Numbers of rows. */
  readonly users: Int32Array
  readonly liked: Int32Array
  readonly others: Int32Array
  /** Added to: the gradient of the mean loss with respect to each row. */
  readonly gradient: Float32Array
}

/**
 * The sum over triples of −ln σ(d), d = e_uᵀ (e_i − e_j), with the gradient of its mean; triples add in order.
 *
 * S. Rendle, C. Freudenthaler, Z. Gantner, L. Schmidt-Thieme (2009). BPR: Bayesian Personalized Ranking from Implicit Feedback. UAI. arXiv:1205.2618
 */
export function differentiateTriples(input: DifferentiateTriples): number {
  const { rows, width, users, liked, others, gradient } = input
  let loss = 0
  for (let triple = 0; triple < users.length; triple++) {
    const [u, i, j] = [users[triple]! * width, liked[triple]! * width, others[triple]! * width]
    let difference = 0
    for (let k = 0; k < width; k++) difference += rows[u + k]! * (rows[i + k]! - rows[j + k]!)
    loss += Math.max(0, -difference) + Math.log1p(Math.exp(-Math.abs(difference)))
    const slope = -1 / (1 + Math.exp(difference)) / users.length
    for (let k = 0; k < width; k++) {
      gradient[u + k]! += slope * (rows[i + k]! - rows[j + k]!)
      gradient[i + k]! += slope * rows[u + k]!
      gradient[j + k]! -= slope * rows[u + k]!
    }
  }
  return loss
}
