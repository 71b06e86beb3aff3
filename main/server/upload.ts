import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { RecbenchError } from '../contract/errors.ts'

export const largestUpload = 16 * 2 ** 30

const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/** The last part of a name that a browser sent, fit for every file system. */
export function safeName(name: string): string {
  const last = name.split(/[/\\]/).at(-1)!.normalize('NFC')
  const clean = last
    .replace(/[\p{Cc}<>:"|?*]/gu, '_')
    .replace(/^\.+|[. ]+$/g, '')
    .slice(-120)
  return clean === '' || reserved.test(clean) ? `upload-${clean}` : clean
}

/**
 * Streams a file into a folder. Only a whole file appears under its name; one that exists keeps it, and the new one is numbered.
 *
 * @throws RecbenchError `does-not-fit` above `limit` bytes
 */
export async function storeUpload(folder: string, name: string, bytes: Readable, limit = largestUpload) {
  await mkdir(folder, { recursive: true })
  const temporary = await mkdtemp(path.join(folder, '.incoming-'))
  try {
    const file = path.join(temporary, 'bytes')
    await pipeline(bytes, limited(name, limit), createWriteStream(file, { flags: 'wx' }))
    const target = await freeName(folder, safeName(name))
    await rename(file, target)
    return target
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

const limited = (name: string, limit: number) =>
  async function* (source: AsyncIterable<Buffer>) {
    let total = 0
    for await (const chunk of source) {
      total += chunk.length
      if (total > limit) throw tooLarge(name, limit)
      yield chunk
    }
  }

export const tooLarge = (name: string, limit: number) =>
  new RecbenchError('does-not-fit', `The file "${name}" is larger than ${limit.toLocaleString('en')} bytes.`, {
    remedy: 'Copy it to the machine that runs Recbench and import it from there with recbench import.',
  })

async function freeName(folder: string, name: string): Promise<string> {
  const { name: stem, ext } = path.parse(name)
  for (let number = 1; ; number++) {
    const candidate = path.join(folder, number === 1 ? name : `${stem} (${number})${ext}`)
    const taken = await stat(candidate).then(
      () => true,
      () => false,
    )
    if (!taken) return candidate
  }
}
