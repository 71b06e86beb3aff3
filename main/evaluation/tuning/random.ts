import { drawDistinct, full, type Search } from './search.ts'

/**
 * Random search: configurations drawn independently, evenly over candidates and over ranges on their scale; none is tried twice.
 *
 * J. Bergstra, Y. Bengio (2012). Random Search for Hyper-Parameter Optimization. JMLR 13.
 */
export const randomSearch: Search = function* ({ space, trials, random }) {
  yield drawDistinct(space, trials, random).map(full)
}
