import type { Estimator } from './estimator.ts'
import { modelOf } from './needed-model.ts'

/**
 * Direct method: what a reward model, fitted to the log, says of the actions that the policy would show.
 *
 *   V̂ = 1/n Σ_i Σ_a π(a | x_i) q̂(x_i, a)
 *
 * Its interval leaves out the error of the model itself.
 *
 * A. Beygelzimer, J. Langford (2009). The Offset Tree for Learning with Partial Labels. KDD '09. doi:10.1145/1557019.1557040
 */
export const directMethod: Estimator = {
  id: 'dm',
  title: 'DM',
  summary: 'Asks a model of the reward about the items the policy would show; as good as that model.',
  formula: 'V̂ = 1/n Σ Σ_a π(a | x) q̂(x, a)',
  reference:
    "A. Beygelzimer, J. Langford (2009). The Offset Tree for Learning with Partial Labels. KDD '09. doi:10.1145/1557019.1557040",
  needsModel: true,
  needsUniformLog: false,
  terms: (rounds) => ({ base: modelOf(rounds).policy }),
}
