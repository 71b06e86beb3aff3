/** How kernels multiply and add: in two roundings on any engine with SIMD, or in one where the engine has relaxed SIMD and the processor fuses. */
export const kinds = ['plain', 'relaxed'] as const
export type SimdKind = (typeof kinds)[number]

/** `(func (export "f") (param f32 f32 f32) (result f32) …)`: lane 0 of `f32x4.relaxed_madd` of its three parameters in all lanes. */
const probe = Uint8Array.from([
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 8, 1, 96, 3, 125, 125, 125, 1, 125, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0],
  ...[10, 22, 1, 20, 0, 32, 0, 253, 19, 32, 1, 253, 19, 32, 2, 253, 19, 253, 133, 2, 253, 31, 0, 11],
])

/** Whether `relaxed_madd` rounds once here: (1 + 2⁻¹²)² − 1 keeps its last term only then. */
export function fuses(): boolean {
  if (!WebAssembly.validate(probe)) return false
  const { f } = new WebAssembly.Instance(new WebAssembly.Module(probe)).exports as {
    f(a: number, b: number, c: number): number
  }
  const a = 1 + 2 ** -12
  return f(a, a, -1) === 2 ** -11 + 2 ** -24
}

/**
 * Relaxed where it fuses, so that all machines that fuse give the same digits; `RECBENCH_SIMD=plain` gives those of machines that do not. The two differ in the
 * last digits of single precision.
 */
export const simdKind: SimdKind = process.env['RECBENCH_SIMD'] !== 'plain' && fuses() ? 'relaxed' : 'plain'
