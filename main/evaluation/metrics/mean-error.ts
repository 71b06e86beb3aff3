import type { ValueMetric } from '../metric.ts'

type Facts = Omit<ValueMetric, 'parts' | 'add' | 'finish'>

/** An error over all test events alike (micro average): the mean of a loss through `finish`. */
export const meanError = (
  facts: Facts,
  loss: (predicted: number, actual: number) => number,
  finish: (mean: number) => number = (mean) => mean,
): ValueMetric => ({
  ...facts,
  parts: 1,
  add(sums, predicted, actual) {
    for (let event = 0; event < actual.length; event++) sums[0]! += loss(predicted[event]!, actual[event]!)
  },
  finish: (sums, events) => finish(sums[0]! / events),
})

/** The mean over users of each user's own error (macro average). */
export const meanErrorOfUsers = (facts: Facts, error: ValueMetric): ValueMetric => ({
  ...facts,
  parts: 2,
  add(sums, predicted, actual, threshold) {
    const own = new Float64Array(error.parts)
    error.add(own, predicted, actual, threshold)
    sums[0]! += error.finish(own, actual.length)
    sums[1]! += 1
  },
  finish: (sums) => sums[0]! / sums[1]!,
})
