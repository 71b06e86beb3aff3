import type { MultiplyTriangle } from '../reference/multiply-triangle.ts'
import type { Runner } from '../runner.ts'

export function multiplyTriangle(run: Runner, { triangle, vector, into }: MultiplyTriangle): void {
  const at = run.address
  run.call('arms', 'multiplyTriangle', at(triangle), at(vector), 8 * vector.length, at(into))
}
