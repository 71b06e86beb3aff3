import { multiplyAdd, multiplyAddDoubles } from './lanes'

/** Vectors of floats or doubles, by the type of their entries. */

/** a · b + c */
@inline
export function fused<T>(a: v128, b: v128, c: v128): v128 {
  return sizeof<T>() == 8 ? multiplyAddDoubles(a, b, c) : multiplyAdd(a, b, c)
}

@inline
export function plus<T>(a: v128, b: v128): v128 {
  return sizeof<T>() == 8 ? f64x2.add(a, b) : f32x4.add(a, b)
}

@inline
export function times<T>(a: v128, b: v128): v128 {
  return sizeof<T>() == 8 ? f64x2.mul(a, b) : f32x4.mul(a, b)
}

/** The number at an address in all lanes. */
@inline
export function loadSplat<T>(at: usize): v128 {
  return sizeof<T>() == 8 ? v128.load64_splat(at) : v128.load32_splat(at)
}
