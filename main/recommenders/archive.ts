import { RecbenchError } from '../contract/errors.ts'

/** Arrays a model is made of. */
type Column = Int32Array | Float32Array | Float64Array

/** What {@link pack} was given. */
export interface Archive {
  readonly facts: Readonly<Record<string, unknown>>
  readonly columns: Readonly<Record<string, Column>>
}

interface Header {
  readonly model: string
  readonly version: number
  readonly facts: Readonly<Record<string, unknown>>
  readonly columns: readonly { readonly name: string; readonly type: keyof typeof types; readonly length: number }[]
}

const types = { i32: Int32Array, f32: Float32Array, f64: Float64Array } as const
const magic = 'RBM1'
const align = (offset: number): number => Math.ceil(offset / 8) * 8

/**
 * Writes a model as bytes: `RBM1`, the length of the header (32 bits, little endian), the header as JSON, then each column on a multiple of 8 bytes.
 * Facts are whatever survives JSON.
 */
export function pack(
  model: string,
  version: number,
  facts: Archive['facts'],
  columns: Archive['columns'],
): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(columns)
  const header: Header = {
    model,
    version,
    facts,
    columns: entries.map(([name, column]) => ({ name, type: typeOf(column), length: column.length })),
  }
  const text = new TextEncoder().encode(JSON.stringify(header))
  let size = align(8 + text.length)
  for (const [, column] of entries) size = align(size + column.byteLength)
  const bytes = new Uint8Array(size)
  bytes.set(new TextEncoder().encode(magic))
  new DataView(bytes.buffer).setUint32(4, text.length, true)
  bytes.set(text, 8)
  let offset = align(8 + text.length)
  for (const [, column] of entries) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), offset)
    offset = align(offset + column.byteLength)
  }
  return bytes
}

/**
 * @param oldest the oldest version that is still read
 * @throws RecbenchError `bad-input` when the bytes are no model, another model, or of another version
 */
export function unpack(model: string, version: number, bytes: Uint8Array, oldest = version): Archive {
  const header = readHeader(model, bytes)
  if (header.model !== model || header.version > version || header.version < oldest)
    throw new RecbenchError(
      'bad-input',
      `These bytes hold version ${header.version} of a ${header.model} model; this Recbench reads version ${version} of ${model}.`,
      { remedy: 'Train the model again.' },
    )
  const columns: Record<string, Column> = {}
  let offset = align(8 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true))
  for (const { name, type, length } of header.columns) {
    const size = length * types[type].BYTES_PER_ELEMENT
    if (offset + size > bytes.length) throw damaged(model, `the column ${name} is cut off`)
    columns[name] = new types[type](Uint8Array.prototype.slice.call(bytes, offset, offset + size).buffer)
    offset = align(offset + size)
  }
  return { facts: header.facts, columns }
}

function readHeader(model: string, bytes: Uint8Array): Header {
  if (bytes.length < 8 || new TextDecoder().decode(bytes.subarray(0, 4)) !== magic)
    throw damaged(model, `they do not begin with ${magic}`)
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true)
  try {
    return JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as Header
  } catch (cause) {
    throw damaged(model, 'their header is cut off', cause)
  }
}

const damaged = (model: string, why: string, cause?: unknown) =>
  new RecbenchError('bad-input', `These bytes are no saved ${model} model: ${why}.`, {
    remedy: 'Train the model again.',
    cause,
  })

const typeOf = (column: Column): keyof typeof types =>
  column instanceof Int32Array ? 'i32' : column instanceof Float32Array ? 'f32' : 'f64'
