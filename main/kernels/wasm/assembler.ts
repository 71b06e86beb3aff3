/** WebAssembly code as bytes. The few instructions that our kernels need, with names; a module is put together at start, so no compiler is needed. */
export type Code = readonly number[]

/** A 32-bit integer or a vector of four floats, the two kinds of local variable. */
export const types = { i32: 0x7f, v128: 0x7b } as const
export type LocalType = keyof typeof types

export interface Local {
  readonly type: LocalType
  readonly index: number
}

export interface WasmFunction {
  readonly name: string
  /** All parameters are 32-bit integers: addresses, counts and strides in bytes. */
  readonly parameters: number
  readonly locals: readonly LocalType[]
  readonly code: Code
}

export const get = ({ index }: Local): Code => [0x20, ...unsigned(index)]
export const set = ({ index }: Local, value: Code): Code => [...value, 0x21, ...unsigned(index)]
export const constant = (value: number): Code => [0x41, ...signed(value)]
export const addInteger = (a: Code, b: Code): Code => [...a, ...b, 0x6a]
export const subtractInteger = (a: Code, b: Code): Code => [...a, ...b, 0x6b]
export const multiplyInteger = (a: Code, b: Code): Code => [...a, ...b, 0x6c]
export const loadInteger = (address: Code): Code => [...address, 0x28, 2, 0]
export const storeFloat = (address: Code, value: Code): Code => [...address, ...value, 0x38, 2, 0]

const simd = (operation: number): Code => [0xfd, ...unsigned(operation)]
/** `offset`: bytes beyond the address, a constant. */
export const load = (address: Code, offset = 0): Code => [...address, ...simd(0), 2, ...unsigned(offset)]
export const store = (address: Code, value: Code, offset = 0): Code => [
  ...address,
  ...value,
  ...simd(11),
  2,
  ...unsigned(offset),
]
/** One float in all four lanes. */
export const loadSplat = (address: Code, offset = 0): Code => [...address, ...simd(9), 2, ...unsigned(offset)]
/** One double in both lanes. */
export const loadDoubleSplat = (address: Code, offset = 0): Code => [...address, ...simd(10), 2, ...unsigned(offset)]
export const zero: Code = [...simd(12), ...new Array<number>(16).fill(0)]
export const add = (a: Code, b: Code): Code => [...a, ...b, ...simd(228)]
export const multiply = (a: Code, b: Code): Code => [...a, ...b, ...simd(230)]
export const subtract = (a: Code, b: Code): Code => [...a, ...b, ...simd(229)]
export const addDoubles = (a: Code, b: Code): Code => [...a, ...b, ...simd(240)]
export const subtractDoubles = (a: Code, b: Code): Code => [...a, ...b, ...simd(241)]
export const multiplyDoubles = (a: Code, b: Code): Code => [...a, ...b, ...simd(242)]
/** a where a ≥ b, otherwise b: one machine instruction, unlike the other maximum, which treats NaN and −0 specially. */
export const larger = (a: Code, b: Code): Code => [...a, ...b, ...simd(235)]
/** All bits set in lanes where a > b. */
export const isGreater = (a: Code, b: Code): Code => [...a, ...b, ...simd(68)]
export const and = (a: Code, b: Code): Code => [...a, ...b, ...simd(78)]
const lane = (vector: Local, index: number): Code => [...get(vector), ...simd(31), index]
const addFloat = 0x92

/** The sum of the four lanes, pairwise. */
export const sumLanes = (vector: Local): Code => [
  ...lane(vector, 0),
  ...lane(vector, 1),
  addFloat,
  ...lane(vector, 2),
  ...lane(vector, 3),
  addFloat,
  addFloat,
]

/** `for (counter = 0; counter < end; counter += step) body`, with counters in bytes. */
export const loop = (counter: Local, end: Code, step: number, body: readonly Code[]): Code =>
  loopFrom(counter, constant(0), end, step, body)

/** The same from a start other than zero. */
export const loopFrom = (counter: Local, start: Code, end: Code, step: number, body: readonly Code[]): Code => [
  ...set(counter, start),
  ...whileBelow(counter, end, constant(step), body),
]

/** `for (; counter < end; counter += step) body`. */
export const whileBelow = (counter: Local, end: Code, step: Code, body: readonly Code[]): Code => [
  ...[0x02, 0x40, 0x03, 0x40],
  ...[...get(counter), ...end, 0x4f, 0x0d, 1],
  ...body.flat(),
  ...set(counter, addInteger(get(counter), step)),
  ...[0x0c, 0, 0x0b, 0x0b],
]

/** A module that imports a memory as `environment.memory` and exports the functions under their names. */
export function assemble(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const signatures = functions.map(({ parameters }) => [0x60, ...list(new Array(parameters).fill([types.i32])), 0])
  const memory = [...text('environment'), ...text('memory'), 2, 0, 0]
  const exported = functions.map(({ name }, index) => [...text(name), 0, ...unsigned(index)])
  const bodies = functions.map(({ locals, code }) => {
    const body = [...list(locals.map((type) => [1, types[type]])), ...code, 0x0b]
    return [...unsigned(body.length), ...body]
  })
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, signatures),
    ...section(2, [memory]),
    ...section(
      3,
      functions.map((_, index) => unsigned(index)),
    ),
    ...section(7, exported),
    ...section(10, bodies),
  ])
}

const list = (entries: readonly Code[]): number[] => [...unsigned(entries.length), ...entries.flat()]

function section(id: number, entries: readonly Code[]): number[] {
  const content = list(entries)
  return [id, ...unsigned(content.length), ...content]
}

function text(value: string): number[] {
  const bytes = new TextEncoder().encode(value)
  return [...unsigned(bytes.length), ...bytes]
}

/** Unsigned LEB128. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)]
}

/** Signed LEB128 of a small constant. */
function signed(value: number): number[] {
  const last = value >= -64 && value < 64
  return last ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)]
}
