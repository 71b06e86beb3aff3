/** Rows of a log that stand together, in shared memory: codes of users and items, NaN for a missing value or time. */
export interface LogBlock {
  readonly user: Int32Array
  readonly item: Int32Array
  readonly value: Float32Array | Float64Array | null
  readonly time: Float64Array | null
}

/** The rows of a log in order, dealt to threads. */
export type LogParts = readonly (readonly LogBlock[])[]

type Column = Int32Array | Uint32Array | Float32Array | Float64Array

/** An array that threads may share. */
export const shared = <A extends Column>(
  type: { new (buffer: SharedArrayBuffer): A; readonly BYTES_PER_ELEMENT: number },
  length: number,
): A => new type(new SharedArrayBuffer(length * type.BYTES_PER_ELEMENT))

export const rowsOf = (blocks: readonly LogBlock[]): number => blocks.reduce((rows, { user }) => rows + user.length, 0)

/** Some neighbouring rows of a block. */
export const cutBlock = ({ user, item, value, time }: LogBlock, from: number, until: number): LogBlock => ({
  user: user.subarray(from, until),
  item: item.subarray(from, until),
  value: value && value.subarray(from, until),
  time: time && time.subarray(from, until),
})

/** A block of so many rows, all of them zero. */
export const emptyBlock = (
  rows: number,
  { value, time }: { readonly value: typeof Float32Array | typeof Float64Array | null; readonly time: boolean },
): LogBlock => ({
  user: shared(Int32Array, rows),
  item: shared(Int32Array, rows),
  value: value && shared<Float32Array | Float64Array>(value, rows),
  time: time ? shared(Float64Array, rows) : null,
})

/** Copies a block into another with the same columns, from a row on. */
export function fillBlock(into: LogBlock, row: number, { user, item, value, time }: LogBlock): void {
  into.user.set(user, row)
  into.item.set(item, row)
  if (value) into.value?.set(value, row)
  if (time) into.time?.set(time, row)
}

/** Deals one block evenly to so many threads. */
export const dealBlock = (block: LogBlock, threads: number): LogParts =>
  Array.from({ length: threads }, (_, thread) => {
    const [from, until] = [thread, thread + 1].map((each) => Math.floor((block.user.length * each) / threads))
    return [cutBlock(block, from!, until!)]
  })
