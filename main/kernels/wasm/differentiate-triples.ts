import type { DifferentiateTriples } from '../reference/differentiate-triples.ts'
import type { Runner } from '../runner.ts'

/** On one thread: it takes a few milliseconds of an epoch, beside the propagation. */
export function differentiateTriples(run: Runner, input: DifferentiateTriples): number {
  const { rows, width, users, liked, others, gradient } = input
  const triples = [users, liked, others].map(run.address)
  const [from, into] = [run.address(rows), run.address(gradient)]
  return run.call('triples', 'differentiateTriples', users.length, from, width, ...triples, into)
}
