import type { SegmentSum } from '../reference/segment-sum.ts'
import type { Runner } from '../runner.ts'

export function segmentSum(run: Runner, { rows, width, offsets, members, into }: SegmentSum): void {
  const at = run.address
  const values = [at(rows), width, at(offsets), at(members), at(into)]
  run.share('segments', 'segmentSum', offsets.length - 1, 64, ...values)
}
