/** Sums of rows by segment; see reference/segment-sum.ts. */
export function segmentSum(
  from: i32,
  to: i32,
  _thread: i32,
  rows: usize,
  width: i32,
  offsets: usize,
  members: usize,
  into: usize,
): void {
  const bytes = <usize>width << 2
  const whole = <usize>(width & ~3) << 2
  for (let s = from; s < to; s++) {
    const target = into + <usize>s * bytes
    const first = members + (<usize>load<i32>(offsets + (<usize>s << 2)) << 2)
    const last = members + (<usize>load<i32>(offsets + (<usize>s << 2), 4) << 2)
    let k: usize = 0
    for (; k < whole; k += 16) {
      let sum = f32x4.splat(0)
      for (let m = first; m < last; m += 4) sum = f32x4.add(sum, v128.load(rows + <usize>load<i32>(m) * bytes + k))
      v128.store(target + k, sum)
    }
    for (; k < bytes; k += 4) {
      let sum: f32 = 0
      for (let m = first; m < last; m += 4) sum += load<f32>(rows + <usize>load<i32>(m) * bytes + k)
      store<f32>(target + k, sum)
    }
  }
}
