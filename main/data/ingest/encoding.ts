import { isUtf8 } from 'node:buffer'
import { RecbenchError } from '../../contract/errors.ts'

/** The encodings a text file may have, by the name a person sees, and the decoder's label. */
const decoders = {
  'utf-8': 'utf-8',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'latin-1': 'windows-1252',
  gb18030: 'gb18030',
} as const
export type Encoding = keyof typeof decoders

const aliases: Readonly<Record<string, Encoding>> = {
  utf8: 'utf-8',
  ascii: 'utf-8',
  utf16: 'utf-16le',
  latin1: 'latin-1',
  iso88591: 'latin-1',
  windows1252: 'latin-1',
  cp1252: 'latin-1',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  cp936: 'gb18030',
}

/** The encoding a person named. Errors: `invalid-parameter`. */
export function namedEncoding(name: string): Encoding {
  const key = name.toLowerCase()
  if (key in decoders) return key as Encoding
  const alias = aliases[key.replaceAll(/[^a-z0-9]/g, '')]
  if (alias) return alias
  throw new RecbenchError('invalid-parameter', `"${name}" is not an encoding that can be read.`, {
    remedy: `Use one of ${Object.keys(decoders).join(', ')}.`,
  })
}

/** Guesses the encoding from a byte-order mark, the share of zero bytes, UTF-8 validity, and the byte pairs that GBK text is made of. */
export function guessEncoding(sample: Uint8Array): Encoding {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le'
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be'
  const zeros = [0, 0]
  const looked = Math.min(sample.length, 2 ** 16)
  for (let i = 0; i < looked; i++) if (sample[i] === 0) zeros[i & 1]!++
  if (zeros[1]! > looked / 8 && zeros[0]! < looked / 64) return 'utf-16le'
  if (zeros[0]! > looked / 8 && zeros[1]! < looked / 64) return 'utf-16be'
  if (isUtf8(sample.subarray(0, sample.length - incompleteTail(sample)))) return 'utf-8'
  return looksLikeGbk(sample) ? 'gb18030' : 'latin-1'
}

/** In GBK prose nearly every byte above 0x80 stands in a pair of two high bytes; in Latin-1 an accented letter stands between ASCII ones. */
function looksLikeGbk(sample: Uint8Array): boolean {
  let pairs = 0
  let others = 0
  for (let i = 0; i < sample.length; i++) {
    if (sample[i]! < 0x80) continue
    const next = sample[i + 1] ?? 0
    if (sample[i]! >= 0xa1 && next >= 0xa1) pairs++
    else others++
    i++
  }
  return pairs > 4 * others
}

/** Bytes at the end that begin a UTF-8 sequence without ending it. */
function incompleteTail(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0
  }
  return 0
}

/** Turns chunks of any encoding into chunks of valid UTF-8 without byte-order mark; bytes that mean nothing become U+FFFD. */
export async function* toUtf8(chunks: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(decoders[encoding])
  let rest: Buffer = Buffer.alloc(0)
  let atStart = true
  for await (const chunk of chunks) {
    if (encoding !== 'utf-8') {
      yield Buffer.from(decoder.decode(chunk, { stream: true }))
      continue
    }
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : asBuffer(chunk)
    const end = bytes.length - incompleteTail(bytes)
    rest = Buffer.from(bytes.subarray(end))
    const marked = atStart && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
    const whole = bytes.subarray(marked ? 3 : 0, end)
    if (end > 0) atStart = false
    yield isUtf8(whole) ? whole : Buffer.from(whole.toString('utf8'))
  }
  const end = encoding === 'utf-8' ? rest.toString('utf8') : decoder.decode()
  if (end) yield Buffer.from(end)
}

const asBuffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

export async function collect(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const chunk of chunks) parts.push(chunk)
  return Buffer.concat(parts)
}

export async function* once<A>(value: A): AsyncGenerator<A> {
  yield value
}
