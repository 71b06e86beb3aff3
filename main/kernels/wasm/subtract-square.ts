import type { SubtractSquare } from '../reference/subtract-square.ts'
import type { Runner } from '../runner.ts'

export function subtractSquare(run: Runner, { triangle, vector, scale }: SubtractSquare): void {
  run.call('arms', 'subtractSquare', run.address(triangle), run.address(vector), 8 * vector.length, scale)
}
