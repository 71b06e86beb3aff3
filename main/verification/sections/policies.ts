import { verifyIndices } from '../policies/indices.ts'
import type { PolicyRow } from '../policies/table.ts'
import { verifyPolicy } from '../policies/traces.ts'
import { readRows } from '../reference-files.ts'
import { notCompared, type VerifiedRow } from '../row.ts'
import type { Job, Places, Section } from '../section.ts'

const files = ['policies.json', 'indices.json', 'policies-cross.json'] as const

/**
 * Bandit policies on tables in which the reward of every arm is known: exact arms of deterministic policies with their final parameters, means over seeds of random
 * ones, and index values. Whether other libraries choose the same arms is information.
 */
export const policies: Section = {
  name: 'policies',
  plan: (places) =>
    files.flatMap((file) =>
      readRows<PolicyRow>(places, 'bandits', file).map(({ id, config }): Job => {
        const seconds = 'seeds' in config ? 1.5 : 0.2
        return { section: 'policies', key: id, seconds, fast: seconds < 1 }
      }),
    ),
  run: async ({ key }, { places }) => {
    for (const file of files) {
      const row = readRows<PolicyRow>(places, 'bandits', file).find(({ id }) => id === key)
      if (row) return verify(file, row, places)
    }
    return [notCompared(key, 'fail', 'The row is in no file of the reference.')]
  },
}

async function verify(file: (typeof files)[number], row: PolicyRow, places: Places): Promise<VerifiedRow[]> {
  if (file === 'indices.json') return verifyIndices(row, places)
  if (file === 'policies.json') return verifyPolicy(row, places)
  return [notCompared(row.id, 'information', `Another library's arms: ${row.note}.`)]
}
