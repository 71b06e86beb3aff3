import type { ValueMetric } from '../metric.ts'

/** How near to 0 and 1 a probability may come. */
const margin = 1e-15

/**
 * Logarithmic loss of predicted probabilities of relevance: an event is relevant when its value is at or above the threshold, without one when it is
 * positive. Undefined when a prediction is no probability, as those of rating models are not.
 *
 *   LogLoss = −Σ (y ln p + (1 − y) ln(1 − p)) / n,   p kept within 10⁻¹⁵ of 0 and 1
 *
 * I. J. Good (1952). Rational decisions. Journal of the Royal Statistical Society B 14(1).
 */
export const logLoss: ValueMetric = {
  id: 'log-loss',
  title: 'Log loss',
  kind: 'classification',
  summary: 'How surprising the relevance of the test events is under the predicted probabilities.',
  formula: '−Σ (y ln p + (1 − y) ln(1 − p)) / n',
  takesCutoff: false,
  higherIsBetter: false,
  range: null,
  parts: 1,
  add(sums, predicted, actual, threshold) {
    for (let event = 0; event < actual.length; event++) {
      const chance = predicted[event]!
      const bounded = chance >= 0 && chance <= 1 ? Math.min(Math.max(chance, margin), 1 - margin) : NaN
      sums[0]! -= Math.log(isPositive(actual[event]!, threshold) ? bounded : 1 - bounded)
    }
  },
  finish: (sums, events) => sums[0]! / events,
}

/** Whether a value is relevant: at or above the threshold, or positive without one. */
export const isPositive = (value: number, threshold: number | null): boolean =>
  threshold === null ? value > 0 : value >= threshold
