import { createReadStream, readdirSync, statSync, type Stats } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { RecbenchError } from '../../contract/errors.ts'

/** A file to read, unpacked as it is read. */
export interface Source {
  readonly path: string
  /** The file that was named: for a file in an archive, the archive. */
  readonly origin: string
  /** File name without `.gz`; for a file in an archive that holds several, the archive's. */
  readonly name: string
  readonly bytes: number
  readonly modified: number
  readonly packed: boolean
  readonly kind: 'text' | 'parquet' | 'zip'
  chunks(): AsyncGenerator<Uint8Array>
  /** Bytes of the file that the chunks so far were made of. */
  consumed(): number
}

/** A packed file may not unfold to more than this many times its size once it is larger than `bombFloor`: DEFLATE reaches 1,032. */
const bombRatio = 200
const bombFloor = 64 * 2 ** 20

/** Errors: `not-found` for a missing path; `bad-input` for a folder, an empty file, an unreadable file. */
export async function openSource(file: string): Promise<Source> {
  const absolute = path.resolve(file)
  const stats = inspect(absolute)
  const magic = await readMagic(absolute)
  const packed = magic[0] === 0x1f && magic[1] === 0x8b
  const text = magic.toString('latin1')
  const kind = text.startsWith('PAR1') ? 'parquet' : text.startsWith('PK\u0003\u0004') ? 'zip' : 'text'
  const meter: Meter = { bytes: 0 }
  return {
    path: absolute,
    origin: absolute,
    name: path.basename(absolute).replace(/\.gz$/i, ''),
    bytes: stats.size,
    modified: stats.mtimeMs,
    packed,
    kind,
    chunks: () => (packed ? unpack(absolute, stats.size, meter) : read(absolute, meter)),
    consumed: () => meter.bytes,
  }
}

function inspect(file: string): Stats {
  const stats = statSync(file, { throwIfNoEntry: false })
  if (!stats)
    throw new RecbenchError('not-found', `There is no file "${file}".`, {
      where: nearestFolder(file),
      remedy: 'Check the path; a relative path starts at the current folder.',
    })
  if (stats.isDirectory()) {
    const inside = readdirSync(file).slice(0, 8).join(', ')
    throw new RecbenchError('bad-input', `"${file}" is a folder, not a file.`, {
      where: file,
      remedy: inside ? `Name one file in it: ${inside}.` : 'The folder is empty; name a file.',
    })
  }
  if (!stats.isFile()) throw new RecbenchError('bad-input', `"${file}" is not a regular file.`, { where: file })
  if (stats.size === 0)
    throw new RecbenchError('bad-input', `The file "${path.basename(file)}" is empty: it has 0 bytes.`, {
      where: file,
      remedy: 'Check that the download or export finished, then import it again.',
    })
  return stats
}

function nearestFolder(file: string): string {
  let folder = path.dirname(file)
  while (!statSync(folder, { throwIfNoEntry: false }) && folder !== path.dirname(folder)) folder = path.dirname(folder)
  return `the folder "${folder}" exists`
}

async function readMagic(file: string): Promise<Buffer> {
  const handle = await open(file).catch((error: unknown) => {
    throw new RecbenchError('bad-input', `The file "${file}" cannot be opened.`, {
      where: file,
      why: error instanceof Error ? error.message : String(error),
      remedy: 'Check that you may read it.',
      cause: error,
    })
  })
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

interface Meter {
  bytes: number
}

async function* read(file: string, meter: Meter): AsyncGenerator<Uint8Array> {
  meter.bytes = 0
  for await (const chunk of createReadStream(file, { highWaterMark: 2 ** 20 }) as AsyncIterable<Buffer>) {
    meter.bytes += chunk.length
    yield chunk
  }
}

async function* unpack(file: string, size: number, meter: Meter): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: 2 ** 18 })
  pipeline(createReadStream(file, { highWaterMark: 2 ** 14 }), gunzip, () => undefined)
  let total = 0
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      total += chunk.length
      checkUnpacked(file, size, total)
      meter.bytes = gunzip.bytesWritten
      yield chunk
    }
  } catch (error) {
    if (error instanceof RecbenchError) throw error
    throw new RecbenchError('bad-input', `The packed file "${path.basename(file)}" is damaged.`, {
      where: `${file}, after ${total.toLocaleString('en')} unpacked bytes`,
      why: error instanceof Error ? error.message : String(error),
      remedy: 'Fetch the file again, or unpack it yourself and import what could be saved.',
      cause: error,
    })
  }
}

/** Errors: `bad-input` when a packed file unfolds beyond all proportion. */
export function checkUnpacked(file: string, size: number, total: number): void {
  if (total <= bombFloor || total <= bombRatio * size) return
  throw new RecbenchError(
    'bad-input',
    `The packed file "${path.basename(file)}" unfolds to more than ${bombRatio} times its size.`,
    {
      where: file,
      why: `${size.toLocaleString('en')} bytes packed, more than ${total.toLocaleString('en')} unpacked.`,
      remedy: 'If it is meant to be so, unpack it yourself and import the unpacked file.',
    },
  )
}

/** The first bytes of a source, up to `limit`, and whether that is all. */
export async function readHead(
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<{ head: Buffer; whole: boolean }> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunks) {
    parts.push(chunk)
    length += chunk.length
    if (length >= limit) return { head: Buffer.concat(parts), whole: false }
  }
  return { head: Buffer.concat(parts), whole: true }
}
