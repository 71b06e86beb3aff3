/** The middle value, or the mean of the two middle ones; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** b of time = a · size^b by least squares on the logarithms; NaN of fewer than two sizes. */
export function exponent(sizes: readonly number[], times: readonly number[]): number {
  const [x, y] = [sizes.map(Math.log), times.map(Math.log)]
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [centreX, centreY] = [mean(x), mean(y)]
  const product = x.reduce((sum, value, i) => sum + (value - centreX) * (y[i]! - centreY), 0)
  return product / x.reduce((sum, value) => sum + (value - centreX) ** 2, 0)
}
