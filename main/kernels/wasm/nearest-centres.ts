import type { NearestCentres } from '../reference/nearest-centres.ts'
import type { Runner } from '../runner.ts'

export function nearestCentres(run: Runner, { rows, centres, size, nearest, distances }: NearestCentres): void {
  const at = run.address
  const count = centres.length / size
  const places = [at(rows), size, at(centres), count, at(nearest), at(distances)]
  run.share('clusters', 'nearestCentres', nearest.length, 512, ...places)
}
