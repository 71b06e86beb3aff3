/** Whether row `row` of sparse rows, ascending in each, has a column. */
@inline
export function hasColumn(offsets: usize, indices: usize, row: u32, column: u32): bool {
  const cell = offsets + (<usize>row << 2)
  let low = indices + (<usize>load<u32>(cell) << 2)
  let length = load<u32>(cell, 4) - load<u32>(cell)
  if (length == 0) return false
  while (length > 1) {
    const half = length >>> 1
    const middle = low + (<usize>half << 2)
    low = load<u32>(middle) <= column ? middle : low
    length -= half
  }
  return load<u32>(low) == column
}

/** The bit of a pair, of 2^(64 − shift) bits: the upper bits of a product. */
@inline
function bitOf(shift: u32, row: u32, column: u32): u64 {
  return (((<u64>row << 32) | <u64>column) * 0x9e3779b97f4a7c15) >> <u64>shift
}

@inline
export function mark(marks: usize, shift: u32, row: u32, column: u32): void {
  const bit = bitOf(shift, row, column)
  const at = marks + <usize>(bit >> 3)
  store<u8>(at, load<u8>(at) | (1 << <u8>(bit & 7)))
}

/** False for most pairs that are not marked, true for all that are. */
@inline
export function mayHave(marks: usize, shift: u32, row: u32, column: u32): bool {
  const bit = bitOf(shift, row, column)
  return ((load<u8>(marks + <usize>(bit >> 3)) >> <u8>(bit & 7)) & 1) != 0
}
