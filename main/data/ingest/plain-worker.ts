import { closeSync, openSync, readSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import type { PlainLayout } from './plain-rows.ts'
import { readPlainPart } from './plain-part.ts'

/** A range of a file that begins and ends at a line. */
export interface PlainRange {
  readonly file: string
  readonly start: number
  readonly end: number
  readonly layout: PlainLayout
  readonly header: boolean
}

const chunkBytes = 2 ** 21

/** Posts the bytes of each chunk read, and at the end the part, or null. */
const { file, start, end, layout, header } = workerData as PlainRange

function* chunks() {
  const handle = openSync(file, 'r')
  try {
    for (let at = start; at < end;) {
      const bytes = Buffer.allocUnsafe(Math.min(chunkBytes, end - at))
      const count = readSync(handle, bytes, 0, bytes.length, at)
      if (count === 0) return
      at += count
      parentPort!.postMessage(count)
      yield bytes.subarray(0, count)
    }
  } finally {
    closeSync(handle)
  }
}

const part = await readPlainPart(chunks(), layout, header)
const buffers = part
  ? [
      ...part.blocks.flatMap(({ user, item, value, time }) => [user, item, value, time]),
      part.users.bytes,
      part.items.bytes,
    ]
  : []
parentPort!.postMessage(
  part,
  buffers.flatMap((array) => (array ? [array.buffer as ArrayBuffer] : [])),
)
