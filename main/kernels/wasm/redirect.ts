import type { Redirect } from '../reference/redirect.ts'
import type { Runner } from '../runner.ts'
import { rowsOfPart } from './parts.ts'

export function redirect(run: Runner, { turns, p, r, width, guards, overlaps }: Redirect): void {
  const places = [turns, p, r].map(run.address)
  const vectors = [guards, overlaps].map(run.address)
  run.share('conjugate-gradient', 'redirect', r.length / width, rowsOfPart, ...places, width, ...vectors)
}
