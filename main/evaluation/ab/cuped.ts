import { RecbenchError } from '../../contract/errors.ts'
import { meanOf } from '../significance/differences.ts'
import type { Arms } from './arms.ts'
import { testsOfMeans, type TestOfMeans } from './means.ts'

/** A unit's metric in the experiment and the same unit's value from before it, in the same order. */
export interface WithPast {
  readonly values: Float64Array
  readonly past: Float64Array
}

export interface Cuped {
  readonly theta: number
  /** Variance of the adjusted values over that of the values, 1 − ρ². */
  readonly varianceRatio: number
  readonly adjusted: Float64Array
}

/**
 * CUPED: takes out of a metric what was known of each unit before the experiment, which leaves its mean and narrows its spread.
 *
 *   y − θ (x − x̄),   θ = cov(x, y) / var(x)
 *
 * A. Deng, Y. Xu, R. Kohavi, T. Walker (2013). Improving the sensitivity of online controlled experiments by utilizing pre-experiment data. WSDM '13.
 * doi:10.1145/2433396.2433413
 *
 * @throws RecbenchError `bad-input` for lists of different lengths, or when the past or the values are the same for all units
 */
export function cuped(units: WithPast): Cuped {
  const { products, squares, valueSquares } = momentsOf(units)
  if (!(valueSquares > 0))
    throw new RecbenchError('bad-input', 'All values are equal, so there is no variance to reduce.')
  const theta = slope(products, squares)
  return {
    theta,
    varianceRatio: 1 - (theta * products) / valueSquares,
    adjusted: adjust(units, theta, meanOf(units.past)),
  }
}

export interface CupedTest extends TestOfMeans {
  readonly theta: number
}

/**
 * Welch's test of the adjusted difference of two arms, with one θ from both arms, each around its own means (so that the effect does not enter), and
 * the past's mean over all units.
 *
 * Deng et al. (2013), see `cuped`.
 *
 * @throws RecbenchError `bad-input` for lists of different lengths, fewer than two units in an arm or a past that does not vary; `invalid-parameter` unless
 * 0 < α < 1
 */
export function testByCuped({ control, treatment }: Arms<WithPast>, alpha: number): CupedTest {
  const moments = [momentsOf(control), momentsOf(treatment)]
  const theta = slope(
    moments.reduce((sum, { products }) => sum + products, 0),
    moments.reduce((sum, { squares }) => sum + squares, 0),
  )
  const mean = meanOf([...control.past, ...treatment.past])
  const adjusted = { control: adjust(control, theta, mean), treatment: adjust(treatment, theta, mean) }
  return { ...testsOfMeans.welch(adjusted, alpha), theta }
}

const adjust = ({ values, past }: WithPast, theta: number, mean: number): Float64Array =>
  values.map((value, i) => value - theta * (past[i]! - mean))

function slope(products: number, squares: number): number {
  if (squares > 0) return products / squares
  throw new RecbenchError('bad-input', 'The values from before the experiment do not vary.', {
    remedy: 'Choose another covariate, or test without CUPED.',
  })
}

function momentsOf({ values, past }: WithPast) {
  if (values.length !== past.length)
    throw new RecbenchError('bad-input', `There are ${values.length} values and ${past.length} from before.`)
  const [valueMean, pastMean] = [meanOf(values), meanOf(past)]
  let [products, squares, valueSquares] = [0, 0, 0]
  for (let i = 0; i < values.length; i++) {
    const [value, before] = [values[i]! - valueMean, past[i]! - pastMean]
    products += value * before
    squares += before * before
    valueSquares += value * value
  }
  return { products, squares, valueSquares }
}
