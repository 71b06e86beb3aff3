import type { RecommendedList } from '../contract/api/recommend.ts'
import { finish } from '../contract/client.ts'
import { RecbenchError } from '../contract/errors.ts'
import type { Log } from './log.ts'
import { currentRuntime } from './runtime.ts'

export interface RecommendOptions {
  readonly user?: string
  readonly history?: readonly string[]
  readonly k?: number
  readonly seed?: number
}

/** Top items from each model for a user of the log, or for a pasted history of raw item identifiers. */
export async function recommend(
  log: Log,
  models: readonly string[],
  options: RecommendOptions,
): Promise<readonly RecommendedList[]> {
  const { user, history, k, seed } = options
  if ((user === undefined) === (history === undefined))
    throw new RecbenchError('invalid-parameter', 'Give either a user or a history.')
  const { client: open, signal } = currentRuntime()
  const client = await open()
  const query = {
    data: log.name,
    models: models.map((id) => ({ id })),
    ...(user !== undefined && { user }),
    ...(history && { history: [...history] }),
    ...(k !== undefined && { k }),
    ...(seed !== undefined && { seed }),
  }
  return finish<readonly RecommendedList[]>(client, client.call('recommend/lists', query), signal())
}
