import { closeSync, createReadStream, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'
import { Unzip, UnzipInflate, type UnzipFile } from 'fflate'
import { RecbenchError } from '../../contract/errors.ts'
import { checkUnpacked, openSource, type Source } from './source.ts'

const mostFiles = 200
/** What a log in an archive tends to be called, most telling first. */
const telling = [
  /^u\.data$/i,
  /\.inter$/i,
  /rating|interaction|event|action|click|purchase|transaction/i,
  /^train|\.data$|\.base$|log/i,
]

interface Entry {
  readonly name: string
  readonly file: string
  bytes: number
}

/**
 * Unpacks an archive into a folder and opens the file in it that looks most like a log; the others lie beside it, as side files do. A source that is no archive is given back as it is. Errors: `bad-input`
 * for a damaged archive, one without a file, or one that unfolds beyond all proportion; `unsupported` for a workbook.
 */
export async function openArchive(source: Source, folder: string): Promise<Source> {
  if (source.kind !== 'zip') return source
  const entries = await extract(source, folder)
  if (entries.some(({ name }) => name === 'workbook.xml'))
    throw new RecbenchError('unsupported', `"${source.name}" is an Excel workbook, which cannot be read here.`, {
      where: source.path,
      remedy: 'Save the sheet as CSV (UTF-8) and import that.',
    })
  const logs = entries.filter(
    ({ name, bytes }) => bytes > 0 && !/^(readme|licen[cs]e|\.)|\.(md|html?|pdf|png|jpe?g|py|sh|pl)$/i.test(name),
  )
  const rank = (entry: Entry) => {
    const index = telling.findIndex((pattern) => pattern.test(entry.name))
    return index < 0 ? telling.length : index
  }
  const best = logs.sort((a, b) => rank(a) - rank(b) || b.bytes - a.bytes)[0]
  if (!best)
    throw new RecbenchError('bad-input', `The archive "${source.name}" holds no file that could be a log.`, {
      where:
        entries.length > 0
          ? `it holds ${entries
              .slice(0, 8)
              .map(({ name }) => name)
              .join(', ')}`
          : source.path,
      remedy: 'Unpack it and import one of its files.',
    })
  const inner = await openSource(best.file)
  const name = entries.length === 1 ? inner.name : `${path.parse(source.name).name}.zip`
  return { ...inner, origin: source.origin, name, modified: source.modified }
}

async function extract(source: Source, folder: string): Promise<Entry[]> {
  mkdirSync(folder, { recursive: true })
  const entries: Entry[] = []
  const open = new Set<number>()
  let failure: unknown
  let total = 0
  const unzip = new Unzip((file: UnzipFile) => {
    if (file.name.endsWith('/')) return
    if (entries.length >= mostFiles) {
      failure ??= new RecbenchError('bad-input', `The archive "${source.name}" holds more than ${mostFiles} files.`, {
        where: source.path,
        remedy: 'Unpack it and import one of its files.',
      })
      return
    }
    const name = path.posix.basename(file.name.replaceAll('\\', '/'))
    if (/^\.*$/.test(name)) return
    const entry: Entry = {
      name,
      file: path.join(folder, entries.some((other) => other.name === name) ? `${entries.length}-${name}` : name),
      bytes: 0,
    }
    entries.push(entry)
    const handle = openSync(entry.file, 'w')
    open.add(handle)
    file.ondata = (error, data, final) => {
      if (error) failure ??= error
      else {
        total += data.length
        entry.bytes += data.length
        writeSync(handle, data)
      }
      if (final && open.delete(handle)) closeSync(handle)
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  try {
    for await (const chunk of createReadStream(source.path, { highWaterMark: 2 ** 16 }) as AsyncIterable<Buffer>) {
      unzip.push(chunk)
      checkUnpacked(source.path, source.bytes, total)
      if (failure) throw failure
    }
    unzip.push(new Uint8Array(), true)
    if (failure) throw failure
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    if (error instanceof RecbenchError) throw error
    throw new RecbenchError(
      'bad-input',
      `The archive "${source.name}" is damaged or packed in a way that cannot be read.`,
      {
        where: source.path,
        why: error instanceof Error ? error.message : String(error),
        remedy: 'Unpack it yourself and import one of its files.',
        cause: error,
      },
    )
  } finally {
    for (const handle of open) closeSync(handle)
  }
  return entries
}
