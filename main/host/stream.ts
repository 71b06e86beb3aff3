import type { StreamResult } from '../contract/api/recommend.ts'
import { learnStream, type StreamPlan } from '../evaluation/stream/learn-stream.ts'

export type { StreamPlan, StreamResult }

/** Learns events of named users and items one by one, in their order. */
export function learnEvents(
  events: Iterable<readonly [user: string | number, item: string | number]>,
  plan: StreamPlan,
  signal: AbortSignal,
): Promise<StreamResult> {
  const [users, items] = [new Map<string | number, number>(), new Map<string | number, number>()]
  const numberOf = (known: Map<string | number, number>, name: string | number): number => {
    const number = known.get(name) ?? known.size
    known.set(name, number)
    return number
  }
  const [user, item]: [number[], number[]] = [[], []]
  for (const [who, what] of events) {
    user.push(numberOf(users, who))
    item.push(numberOf(items, what))
  }
  return learnStream(Int32Array.from(user), Int32Array.from(item), plan, signal)
}
