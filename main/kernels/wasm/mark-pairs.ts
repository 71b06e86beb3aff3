import { shiftOf, type MarkPairs } from '../reference/mark-pairs.ts'
import type { Runner } from '../runner.ts'

export function markPairs(run: Runner, { users, items, marks }: MarkPairs): void {
  const at = run.address
  run.call('comparisons', 'markPairs', at(users), at(items), users.length, at(marks), shiftOf(marks))
}
