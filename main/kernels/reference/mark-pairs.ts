/** Pairs of a user and an item, by user, then by item: `offsets` says where each user's pairs begin. */
export interface MarkPairs {
  readonly users: Int32Array
  readonly items: Int32Array
  readonly offsets: Int32Array
  /** A power of two of bytes, zero before: bits that tell most pairs that are not there from those that are. */
  readonly marks: Uint8Array
}

/** Sets the bit of every pair: the upper bits of (2³² user + item) · ⌊2⁶⁴ / φ⌋ modulo 2⁶⁴. */
export function markPairs({ users, items, marks }: MarkPairs): void {
  for (let pair = 0; pair < users.length; pair++) {
    const bit = bitOf(users[pair]!, items[pair]!, marks)
    marks[bit >>> 3]! |= 1 << (bit & 7)
  }
}

function bitOf(user: number, item: number, marks: Uint8Array): number {
  const product = BigInt.asUintN(64, ((BigInt(user) << 32n) | BigInt(item)) * 0x9e3779b97f4a7c15n)
  return Number(product >> BigInt(shiftOf(marks)))
}

/** By how much a product is shifted to give a bit. */
export const shiftOf = (marks: Uint8Array): number => 64 - Math.round(Math.log2(8 * marks.length))
