/** Lists entries by their number, ascending: those of number n are `members[offsets[n] … offsets[n + 1])`. The arrays may be longer than needed. */
export function rowsByNumber(numbers: Int32Array, count: number, offsets: Int32Array, members: Int32Array): void {
  offsets.fill(0, 0, count + 1)
  for (const number of numbers) offsets[number + 1]!++
  for (let n = 0; n < count; n++) offsets[n + 1]! += offsets[n]!
  for (let entry = 0; entry < numbers.length; entry++) members[offsets[numbers[entry]!]!++] = entry
  for (let n = count; n > 0; n--) offsets[n] = offsets[n - 1]!
  offsets[0] = 0
}
