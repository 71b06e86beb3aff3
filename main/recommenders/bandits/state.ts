import { RecbenchError } from '../../contract/errors.ts'

type StateArray = Float64Array | Float32Array | Int32Array | Uint8Array
type Meta = Readonly<Record<string, number | string | boolean>>
interface Header {
  readonly kind: string
  readonly version: number
  readonly meta: Meta
  readonly arrays: readonly { readonly name: string; readonly type: string; readonly length: number }[]
}

const types = { Float64Array, Float32Array, Int32Array, Uint8Array } as const

/** The state of a model as bytes: length of the header, header as JSON, then the arrays, each at a multiple of 8. */
export function encodeState(
  kind: string,
  version: number,
  meta: Meta,
  arrays: Readonly<Record<string, StateArray>>,
): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(arrays)
  const header: Header = {
    kind,
    version,
    meta,
    arrays: entries.map(([name, array]) => ({ name, type: typeName(array), length: array.length })),
  }
  const text = new TextEncoder().encode(JSON.stringify(header))
  const start = align(4 + text.length)
  const size = entries.reduce((end, [, array]) => align(end + array.byteLength), start)
  const bytes = new Uint8Array(size)
  new DataView(bytes.buffer).setUint32(0, text.length, true)
  bytes.set(text, 4)
  let offset = start
  for (const [, array] of entries) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset)
    offset = align(offset + array.byteLength)
  }
  return bytes
}

/**
 * Reads what `encodeState` wrote.
 *
 * @throws RecbenchError `bad-input` when the bytes are of another kind or version, or cut short
 */
export function decodeState(kind: string, version: number, bytes: Uint8Array): DecodedState {
  const header = readHeader(bytes)
  if (header?.kind !== kind || header.version !== version) {
    const found = header ? `${header.kind} version ${header.version}` : 'something else'
    throw new RecbenchError('bad-input', `The bytes hold ${found}, not ${kind} version ${version}.`, {
      remedy: 'Train the model again.',
    })
  }
  const copy = bytes.slice()
  let offset = align(4 + new DataView(copy.buffer).getUint32(0, true))
  const arrays = new Map<string, StateArray>()
  for (const { name, type, length } of header.arrays) {
    const Type = types[type as keyof typeof types]
    if (offset + length * Type.BYTES_PER_ELEMENT > copy.length)
      throw new RecbenchError('bad-input', `The saved ${kind} ends after ${bytes.length} bytes, within "${name}".`, {
        remedy: 'Train the model again.',
      })
    arrays.set(name, new Type(copy.buffer, offset, length))
    offset = align(offset + length * Type.BYTES_PER_ELEMENT)
  }
  const array = <A extends StateArray>(name: string) => arrays.get(name) as A
  return { number: (name) => header.meta[name] as number, flag: (name) => header.meta[name] === true, array }
}

export interface DecodedState {
  number(name: string): number
  flag(name: string): boolean
  array<A extends StateArray = Float64Array>(name: string): A
}

function readHeader(bytes: Uint8Array): Header | null {
  if (bytes.length < 4) return null
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  if (4 + length > bytes.length) return null
  try {
    return JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as Header
  } catch {
    return null
  }
}

const align = (offset: number) => Math.ceil(offset / 8) * 8

function typeName(array: StateArray): keyof typeof types {
  if (array instanceof Float64Array) return 'Float64Array'
  if (array instanceof Float32Array) return 'Float32Array'
  return array instanceof Int32Array ? 'Int32Array' : 'Uint8Array'
}
