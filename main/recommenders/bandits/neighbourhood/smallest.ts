/** The k-th smallest of some numbers, or the largest where there are fewer, by Hoare's selection; the order of the numbers stays. */
export function smallest(numbers: Float64Array, k: number): number {
  const values = numbers.slice()
  const wanted = Math.min(k, values.length) - 1
  let [low, high] = [0, values.length - 1]
  while (low < high) {
    const pivot = values[(low + high) >> 1]!
    let [left, right] = [low, high]
    while (left <= right) {
      while (values[left]! < pivot) left++
      while (values[right]! > pivot) right--
      if (left > right) break
      const held = values[left]!
      values[left++] = values[right]!
      values[right--] = held
    }
    if (wanted <= right) high = right
    else if (wanted >= left) low = left
    else break
  }
  return values[wanted] ?? Infinity
}
