export interface Renumber {
  readonly columns: readonly Int32Array[]
  /** Codes are below this. */
  readonly size: number
}

/** Turns the codes of a column into numbers by first appearance, where they lie; returns the code of each number. */
export function renumber({ columns, size }: Renumber): Int32Array {
  const numbers = new Int32Array(size).fill(-1)
  const codes = new Int32Array(size)
  let count = 0
  for (const column of columns)
    for (let row = 0; row < column.length; row++) {
      const code = column[row]!
      let number = numbers[code]!
      if (number < 0) {
        number = numbers[code] = count
        codes[count++] = code
      }
      column[row] = number
    }
  return codes.slice(0, count)
}
