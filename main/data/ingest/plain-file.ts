import { closeSync, openSync, readSync, statSync } from 'node:fs'
import type { LogThreads } from '../columns/threads.ts'
import type { PlainLayout } from './plain-rows.ts'
import { mostPartBytes, readPlainParts, type PlainPart } from './plain-part.ts'
import type { Source } from './source.ts'

/** Reads a plain file, its byte-order mark left out; one that is not packed by several threads where there are. Null when it is none. Errors: `cancelled`, `bad-input` for a damaged packed file. */
export async function readPlainFile(
  threads: LogThreads,
  source: Source,
  layout: PlainLayout,
  header: boolean,
  onBytes: (bytes: number) => void,
): Promise<readonly PlainPart[] | null> {
  if (source.packed || threads.count === 1) return readPlainParts(streamed(source, onBytes), layout, header)
  const { size } = statSync(source.path)
  const ranges = cutFile(source.path, Math.max(threads.count, Math.ceil(size / (mostPartBytes / 2))))
  if (!ranges) return null
  let bytes = 0
  const onProgress = (count: number) => onBytes((bytes += count))
  const parts = await Promise.all(
    ranges.map((range, part) => {
      const input = { ...range, file: source.path, layout, header: header && part === 0 }
      return threads.run('readRange', input, { onProgress })
    }),
  )
  return parts.includes(null) ? null : (parts as PlainPart[])
}

async function* streamed(source: Source, onBytes: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of source.chunks()) {
    yield bytes === 0 ? chunk.subarray(markLength(chunk)) : chunk
    bytes += chunk.length
    onBytes(bytes)
  }
}

const markLength = (bytes: Uint8Array) => (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0)

/** Ranges of about equal size that end after a line feed; null when a line is longer than any log has. */
function cutFile(file: string, count: number): readonly { start: number; end: number }[] | null {
  const handle = openSync(file, 'r')
  try {
    const { size } = statSync(file)
    const window = Buffer.alloc(2 ** 20)
    readSync(handle, window, 0, 3, 0)
    const ends = [markLength(window)]
    for (let part = 1; part < count; part++) {
      const from = Math.max(ends.at(-1)!, Math.floor((size * part) / count))
      const length = readSync(handle, window, 0, window.length, from)
      const feed = window.subarray(0, length).indexOf(10)
      if (feed < 0) return null
      ends.push(from + feed + 1)
    }
    return ends.map((start, part) => ({ start, end: ends[part + 1] ?? size }))
  } finally {
    closeSync(handle)
  }
}
