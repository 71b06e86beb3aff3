import { RecbenchError } from '../../contract/errors.ts'
import { normalDensity, normalTail } from '../../math/distributions.ts'
import { invertFalling } from '../../math/special-functions.ts'
import { requireProbability } from './arms.ts'
import { alphaSpending } from './sequential.ts'

const points = 801
const largest = 12

/**
 * Bounds on |z| of a test that is looked at several times: stopping at the first look at or above its bound errs with probability α in all, when there is no difference.
 *
 *   P(|Z₁| < b₁, …, |Z_{k−1}| < b_{k−1}, |Z_k| ≥ b_k) = α(t_k) − α(t_{k−1})
 *
 * with α(t) twice the spending function of α/2, half for each side, and Z_k √t_k a Brownian motion at t_k, whose density within the bounds is carried from look to look by Simpson's rule.
 *
 * P. Armitage, C. K. McPherson, B. C. Rowe (1969). Repeated significance tests on accumulating data. JRSS A 132(2). doi:10.2307/2343787; K. K. G. Lan, D. L. DeMets
 * (1983). doi:10.1093/biomet/70.3.659
 *
 * @param information share of all data that is in at each look, rising to 1
 * @returns one bound per look
 * @throws RecbenchError `invalid-parameter` for shares that do not rise within 0 … 1, or unless 0 < α < 1
 */
export function groupSequentialBounds(
  information: readonly number[],
  alpha: number,
  spending: keyof typeof alphaSpending = 'obrienFleming',
): Float64Array {
  requireProbability('significance level', alpha)
  checkInformation(information)
  const bounds = new Float64Array(information.length)
  let inside: Inside = { at: Float64Array.of(0), mass: Float64Array.of(1) }
  let spent = 0
  let before = 0
  information.forEach((t, look) => {
    const step = Math.sqrt(t - before)
    const spend = 2 * alphaSpending[spending](t, alpha / 2) - spent
    const leaves = (bound: number) => leaving(inside, bound * Math.sqrt(t), step)
    bounds[look] = invertFalling(leaves, spend, 0, largest)
    inside = carry(inside, bounds[look]! * Math.sqrt(t), step)
    spent += spend
    before = t
  })
  return bounds
}

/** Where the motion may be that has not left yet, and the probability that each place stands for. */
interface Inside {
  readonly at: Float64Array
  readonly mass: Float64Array
}

/** Probability of stepping to ±bound or beyond. */
const leaving = ({ at, mass }: Inside, bound: number, step: number): number =>
  mass.reduce((sum, m, i) => sum + m * (normalTail((bound - at[i]!) / step) + normalTail((bound + at[i]!) / step)), 0)

function carry({ at, mass }: Inside, bound: number, step: number): Inside {
  const width = (2 * bound) / (points - 1)
  const next = Float64Array.from({ length: points }, (_, i) => -bound + i * width)
  const weightOf = (i: number) => (i === 0 || i === points - 1 ? 1 : i % 2 === 1 ? 4 : 2) * (width / 3)
  const density = (w: number) => mass.reduce((sum, m, i) => sum + (m * normalDensity((w - at[i]!) / step)) / step, 0)
  return { at: next, mass: next.map((w, i) => density(w) * weightOf(i)) }
}

function checkInformation(information: readonly number[]): void {
  const rises = information.every((t, look) => t > (information[look - 1] ?? 0) && t <= 1)
  if (rises && information.length > 0) return
  throw new RecbenchError('invalid-parameter', `The looks at ${information.join(', ')} of the data do not rise to 1.`, {
    remedy: 'Give shares of the data such as 0.2, 0.4, 0.6, 0.8, 1.',
  })
}
