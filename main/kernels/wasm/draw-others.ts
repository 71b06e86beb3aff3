import type { DrawOthers } from '../reference/draw-others.ts'
import type { Runner } from '../runner.ts'

export function drawOthers(run: Runner, { random, offsets, from, to, each, limit, into }: DrawOthers): void {
  const at = run.address
  run.call('odds', 'drawOthers', at(random), at(offsets), from, to, each, limit, at(into))
}
