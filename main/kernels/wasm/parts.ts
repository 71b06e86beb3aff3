/** Rows whose sums go into one part, on whichever thread. */
export const rowsOfPart = 256

/** into ← the sum of parts of its length, in double precision and in their order. */
export function addParts(parts: ArrayLike<number>, into: Float32Array | Float64Array): void {
  const sums = new Float64Array(into.length)
  for (let from = 0; from < parts.length; from += sums.length)
    for (let cell = 0; cell < sums.length; cell++) sums[cell]! += parts[from + cell]!
  into.set(sums)
}
