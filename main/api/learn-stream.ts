import type { StreamPlan, StreamResult } from '../host/stream.ts'
import { currentRuntime } from './runtime.ts'

/**
 * Learns a stream of events one by one with incremental matrix factorisation, each tested before it is learned.
 *
 * @param events pairs of user and item, oldest first
 * @throws RecbenchError with a sentence for an empty stream or a setting out of range
 */
export async function learnStream(
  events: Iterable<readonly [user: string | number, item: string | number]>,
  plan: StreamPlan = {},
): Promise<StreamResult> {
  const { learnEvents } = await import('../host/stream.ts')
  return learnEvents(events, plan, currentRuntime().signal() ?? new AbortController().signal)
}
