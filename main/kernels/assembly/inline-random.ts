/** The generator of main/math/random.ts, sfc32: the same words in the same order. Its state is four words in memory, held here between resume and suspend. */
let first: u32 = 0
let second: u32 = 0
let third: u32 = 0
let counter: u32 = 0

@inline
export function resume(state: usize): void {
  first = load<u32>(state)
  second = load<u32>(state, 4)
  third = load<u32>(state, 8)
  counter = load<u32>(state, 12)
}

@inline
export function suspend(state: usize): void {
  store<u32>(state, first)
  store<u32>(state, second, 4)
  store<u32>(state, third, 8)
  store<u32>(state, counter, 12)
}

@inline
export function bits(): u32 {
  const sum = first + second + counter
  counter++
  first = second ^ (second >>> 9)
  second = third + (third << 3)
  third = rotl<u32>(third, 21) + sum
  return sum
}

/** 2³² modulo the limit: products whose lower word is below it are drawn again. */
@inline
export function thresholdOf(limit: u32): u32 {
  return (0 - limit) % limit
}

/** Uniform in 0 … limit − 1, given the limit's threshold. */
@inline
export function below(limit: u32, threshold: u32): u32 {
  let product = <u64>bits() * <u64>limit
  while (<u32>product < threshold) product = <u64>bits() * <u64>limit
  return <u32>(product >> 32)
}
