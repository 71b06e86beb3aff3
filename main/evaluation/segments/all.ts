import { RecbenchError } from '../../contract/errors.ts'
import type { Interactions } from '../../data/interactions.ts'
import type { Pause } from '../../math/pause.ts'
import { Random } from '../../math/random.ts'
import { defaultInterests, segmentByInterest } from './interests.ts'
import { segmentByRfm } from './rfm.ts'
import type { UserSegments } from './segments.ts'

/** A column of users with more values than this is no segmentation. */
const mostValues = 24

/** By events: three groups of as equal size as ties allow. */
function segmentByActivity({ users, byUser }: Interactions): UserSegments {
  const events = Float64Array.from({ length: users }, (_, user) => byUser.offsets[user + 1]! - byUser.offsets[user]!)
  const sorted = events.filter((count) => count > 0).sort()
  const [first, second] = [sorted[Math.floor(sorted.length / 3)]!, sorted[Math.floor((2 * sorted.length) / 3)]!]
  const of = Int32Array.from(events, (count) => (count === 0 ? -1 : count < first ? 0 : count < second ? 1 : 2))
  return { by: 'activity', names: ['light', 'medium', 'heavy'], of }
}

/** By each category column of the table of users that has from 2 to 24 values, most users first. */
function segmentByColumns({ side }: Interactions): UserSegments[] {
  return (side?.users?.categories ?? []).flatMap(({ name, values }) => {
    const counts = new Map<string, number>()
    for (const [value] of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1)
    if (counts.size < 2 || counts.size > mostValues) return []
    const names = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], 'en')).map(([value]) => value)
    const numbers = new Map(names.map((value, number) => [value, number]))
    return [{ by: `user:${name}`, names, of: Int32Array.from(values, ([value]) => numbers.get(value ?? '') ?? -1) }]
  })
}

/**
 * All segmentations of the users of a log: by activity, by RFM where there are times, by interest, and by the columns of the table of users. They describe the
 * events they are given, which for an evaluation are those of training.
 */
export async function segmentUsers(log: Interactions, seed: number, pause: Pause): Promise<readonly UserSegments[]> {
  const rfm = segmentByRfm(log)
  const interest = await segmentByInterest(
    log,
    defaultInterests,
    (purpose) => new Random(seed, 'segments', purpose),
    pause,
  )
  return [segmentByActivity(log), ...(rfm ? [rfm] : []), ...(interest ? [interest] : []), ...segmentByColumns(log)]
}

/**
 * The users of one segment, named as `rfm:champions`, `interest:2` or `user:gender:F`: the segmentation, a colon and the segment's name or number from 1.
 *
 * @throws RecbenchError `invalid-parameter` with the names there are
 */
export function findSegment(all: readonly UserSegments[], text: string): { name: string; users: Int32Array } {
  const segmentation = all.find(({ by }) => text.startsWith(`${by}:`))
  if (!segmentation)
    throw new RecbenchError('invalid-parameter', `There is no segment "${text}".`, {
      remedy: `Write one such as ${all.map(({ by, names }) => `${by}:${names[0]}`).join(' or ')}.`,
    })
  const { by, names, of } = segmentation
  const wanted = text.slice(by.length + 1)
  const exact = names.findIndex((name) => name.toLowerCase() === wanted.toLowerCase())
  const number = exact >= 0 ? exact : /^\d+$/.test(wanted) ? Number(wanted) - 1 : -1
  if (number < 0 || number >= names.length)
    throw new RecbenchError('invalid-parameter', `The segmentation ${by} has no segment "${wanted}".`, {
      remedy: `It has ${names.join('; ')}.`,
    })
  const users = Int32Array.from(of, (_, user) => user).filter((user) => of[user] === number)
  return { name: names[number]!, users }
}
