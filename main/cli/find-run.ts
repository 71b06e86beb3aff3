import type { Client } from '../contract/client.ts'
import { RecbenchError } from '../contract/errors.ts'

/** The run that a word means: an identifier, or `last` for the one started last. Errors: `not-found` where the workspace has no run yet. */
export async function findRun(client: Client, word: string): Promise<string> {
  if (word !== 'last') return word
  const [newest] = await client.call('runs/list', {})
  if (newest) return newest.id
  throw new RecbenchError('not-found', 'The workspace has no runs.', { remedy: 'Start one with "recbench compare".' })
}
