import { closeSync, openSync, readSync, statSync } from 'node:fs'
import os from 'node:os'
import { Worker } from 'node:worker_threads'
import { RecbenchError } from '../../contract/errors.ts'
import type { PlainLayout } from './plain-rows.ts'
import { mostPartBytes, readPlainParts, type PlainPart, type PlainRange } from './plain-part.ts'
import type { Source } from './source.ts'

/** Files above this are read by several threads: below, starting them takes longer. */
const threadedBytes = 2 ** 25
const mostThreads = 8

/** Reads a plain file, its byte-order mark left out; a large one that is not packed by a thread per core. Null when it is none. Errors: `cancelled`, `bad-input` for a damaged packed file. */
export async function readPlainFile(
  source: Source,
  layout: PlainLayout,
  header: boolean,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
  threadedFrom = threadedBytes,
): Promise<readonly PlainPart[] | null> {
  if (source.packed || statSync(source.path).size < threadedFrom)
    return readPlainParts(streamed(source, onBytes), layout, header)
  const threads = Math.min(mostThreads, os.availableParallelism())
  const ranges = cutFile(source.path, Math.max(threads, Math.ceil(statSync(source.path).size / (mostPartBytes / 2))))
  return (
    ranges &&
    readRanges(
      ranges.map((range, part) => ({ ...range, file: source.path, layout, header: header && part === 0 })),
      signal,
      onBytes,
    )
  )
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

async function readRanges(
  ranges: readonly PlainRange[],
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<readonly PlainPart[] | null> {
  let bytes = 0
  const workers: Worker[] = []
  const read = (range: PlainRange) =>
    new Promise<PlainPart | null>((resolve, reject) => {
      const worker = new Worker(new URL('./plain-worker.ts', import.meta.url), { workerData: range })
      workers.push(worker)
      worker.on('message', (message: number | PlainPart | null) => {
        if (typeof message !== 'number') return resolve(message)
        bytes += message
        try {
          onBytes(bytes)
        } catch (error) {
          reject(error as Error)
        }
      })
      worker.once('error', reject)
      worker.once('exit', () =>
        reject(
          signal.aborted
            ? new RecbenchError('cancelled', 'Reading the file was cancelled.')
            : new RecbenchError('crashed', 'A thread that reads the file ended early.'),
        ),
      )
    })
  const stop = () => workers.forEach((worker) => void worker.terminate())
  signal.addEventListener('abort', stop)
  try {
    const parts = await Promise.all(ranges.map(read))
    return parts.includes(null) ? null : (parts as PlainPart[])
  } finally {
    signal.removeEventListener('abort', stop)
    stop()
  }
}
