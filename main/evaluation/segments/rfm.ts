import type { Interactions } from '../../data/interactions.ts'
import type { UserSegments } from './segments.ts'

/** Names of the segments in the order in which they are shown. */
export const rfmNames = ['champions', 'loyal', 'new', 'occasional', 'at risk', 'asleep'] as const

/**
 * RFM: recency (time since a user's last event), frequency (events) and monetary value (sum of the values, or distinct items where there are none), each as
 * a fifth of the users, 5 the most recent, frequent and valuable. With FM the mean of the last two:
 *
 *   champions R ≥ 4, FM ≥ 4 · loyal R ≥ 3, FM ≥ 3 · new R ≥ 4, FM < 3 · occasional R = 3, FM < 3 · at risk R ≤ 2, FM ≥ 3 · asleep R ≤ 2, FM < 3
 *
 * Equal users are in the same fifth. Null for a log without times.
 *
 * A. M. Hughes (1994). Strategic Database Marketing. Probus. J. R. Miglautsch (2000). Thoughts on RFM scoring. JDM 8(1). doi:10.1057/palgrave.jdm.3240019
 */
export function segmentByRfm({ users, user, time, value, byUser }: Interactions): UserSegments | null {
  if (!time) return null
  const last = new Float64Array(users).fill(NaN)
  const events = new Float64Array(users).fill(NaN)
  const worth = new Float64Array(users).fill(NaN)
  user.forEach((owner, row) => {
    const first = Number.isNaN(events[owner]!)
    last[owner] = first ? time[row]! : Math.max(last[owner]!, time[row]!)
    events[owner] = first ? 1 : events[owner]! + 1
    if (value) worth[owner] = first ? value[row]! : worth[owner]! + value[row]!
    else worth[owner] = byUser.offsets[owner + 1]! - byUser.offsets[owner]!
  })
  const [r, f, m] = [fifths(last), fifths(events), fifths(worth)]
  const of = Int32Array.from({ length: users }, (_, owner) =>
    r[owner] === 0 ? -1 : classify(r[owner]!, (f[owner]! + m[owner]!) / 2),
  )
  return { by: 'rfm', names: rfmNames, of }
}

function classify(recency: number, value: number): number {
  if (recency >= 4 && value >= 4) return 0
  if (recency >= 3 && value >= 3) return 1
  if (recency >= 4) return 2
  if (recency === 3) return 3
  return value >= 3 ? 4 : 5
}

/** The fifth, 1 … 5, that each value is in by the share of values below it; 0 for NaN. */
export function fifths(values: Float64Array): Int32Array {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  const below = new Map<number, number>()
  sorted.forEach((value, place) => !below.has(value) && below.set(value, place))
  return Int32Array.from(values, (value) =>
    Number.isNaN(value) ? 0 : 1 + Math.floor((5 * below.get(value)!) / sorted.length),
  )
}
