/** `--use RELAXED=1` compiles the modules that multiply and add in one rounding; `--use RELAXED=0` those that any engine with SIMD runs. */

/** a · b + c in four lanes. */
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (RELAXED) return f32x4.relaxed_madd(a, b, c)
  return f32x4.add(f32x4.mul(a, b), c)
}

/** a · b + c in two lanes of double precision. */
@inline
export function multiplyAddDoubles(a: v128, b: v128, c: v128): v128 {
  if (RELAXED) return f64x2.relaxed_madd(a, b, c)
  return f64x2.add(f64x2.mul(a, b), c)
}

/** The sum of four lanes, pairwise. */
@inline
export function sumLanes(x: v128): f32 {
  return (
    f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3))
  )
}

/** The sum of two lanes. */
@inline
export function sumDoubleLanes(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1)
}

/** The value in all four lanes. */
@inline
export function splat(value: f32): v128 {
  return f32x4.splat(value)
}
