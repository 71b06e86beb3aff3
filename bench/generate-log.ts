import { closeSync, openSync, renameSync, writeSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { Random } from '../main/math/random.ts'

export interface LogPlan {
  readonly events: number
  readonly users: number
  readonly items: number
  readonly seed: number
}

/** Changes whenever the same plan would give other events, so that files written before are not taken for them. */
export const generator = 'v1'

/** Users grow with the events, 100 events each; the shelf stays as long as it is. */
export const planOf = (events: number): LogPlan => ({
  events,
  users: Math.max(10, Math.round(events / 100)),
  items: 50_000,
  seed: 1,
})

/** Tastes: half of a user's events fall on items of the own taste. */
const tastes = 20
const popularityExponent = 0.8
const activityExponent = 0.4
const begin = 1_704_067_200
const span = 2 * 365 * 86_400
/** Primes that spread ranks over identifiers. */
const [userStride, itemStride] = [1_000_003, 999_983]

/**
 * Draws a log event by event, in order of time: users and items by rank r with probability ∝ r^−s (s = 0.4 and 0.8, by the inverse of the continuous
 * distribution), ratings 1 to 5 around a mean of the item, times even over two years. The same plan gives the same events.
 */
export function* drawEvents({ events, users, items, seed }: LogPlan) {
  const random = new Random('generated log', seed)
  const userRank = powerLaw(users, activityExponent)
  const itemRank = powerLaw(items, popularityExponent)
  const event = { user: 0, item: 0, value: 0, time: 0 }
  for (let number = 0; number < events; number++) {
    const user = userRank(random.uniform())
    let item = itemRank(random.uniform())
    if (random.uniform() < 0.5) item = Math.min(items - 1, item - (item % tastes) + (user % tastes))
    event.user = 1 + ((user * userStride) % users)
    event.item = 1 + ((item * itemStride) % items)
    event.value = Math.max(1, Math.min(5, 2 + (item % 3) + Math.floor(3 * random.uniform()) - 1))
    event.time = begin + Math.floor((span * number) / events)
    yield event
  }
}

/** Ranks 0 … count − 1 with probability nearly ∝ (rank + 1)^−exponent from a uniform number. */
function powerLaw(count: number, exponent: number): (uniform: number) => number {
  const inverse = 1 / (1 - exponent)
  const top = (count + 1) ** (1 - exponent) - 1
  return (uniform) => Math.min(count - 1, Math.floor((1 + uniform * top) ** inverse) - 1)
}

/** Writes the events as CSV, `user,item,rating,timestamp`, through one buffer; the file appears when it is complete. */
export function writeLog(file: string, plan: LogPlan): void {
  const buffer = Buffer.allocUnsafe(1 << 20)
  const unfinished = `${file}.unfinished`
  const handle = openSync(unfinished, 'w')
  let end = buffer.write('user,item,rating,timestamp\n', 'latin1')
  const put = (value: number, separator: number) => {
    let first = end
    for (let rest = value; rest > 0; rest = Math.floor(rest / 10)) buffer[end++] = 48 + (rest % 10)
    for (let last = end - 1; first < last; first++, last--) {
      const digit = buffer[first]!
      buffer[first] = buffer[last]!
      buffer[last] = digit
    }
    buffer[end++] = separator
  }
  const [comma, newline] = [44, 10]
  for (const { user, item, value, time } of drawEvents(plan)) {
    put(user, comma)
    put(item, comma)
    put(value, comma)
    put(time, newline)
    if (end > buffer.length - 64) {
      writeSync(handle, buffer, 0, end)
      end = 0
    }
  }
  writeSync(handle, buffer, 0, end)
  closeSync(handle)
  renameSync(unfinished, file)
}

/** `node bench/generate-log.ts FILE EVENTS`. */
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeLog(process.argv[2]!, planOf(Number(process.argv[3])))
