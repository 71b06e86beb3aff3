import { median } from './statistics.ts'
import type { Measured, Quality, Work } from './work.ts'

/** What one side took, over its repetitions. */
export interface SideResult {
  /** Median seconds, with the smallest and the largest. */
  readonly median: number
  readonly smallest: number
  readonly largest: number
  /** Median processor seconds of all threads. */
  readonly cpu: number
  /** Seconds of the very first repetition, with whatever is compiled then. */
  readonly first: number
  readonly repetitions: number
  readonly quality: Quality | null
  /** Peak memory of the process, in bytes. */
  readonly bytes: number | null
}

/** A row of the table and of `--json`. */
export interface Row {
  readonly id: string
  readonly title: string
  readonly data: readonly string[]
  readonly per: string | null
  readonly times: string
  readonly threads: number
  readonly settings: Work['settings']
  readonly peerTitle: string
  /** Median seconds; null where that side did not run. */
  readonly ours: number | null
  readonly peer: number | null
  /** peer ÷ ours. */
  readonly ratio: number | null
  /** The same of processor seconds: what is left of the ratio where a machine is busy. */
  readonly cpuRatio: number | null
  readonly goal: number | null
  readonly reached: boolean | null
  readonly details: { readonly ours: SideResult | null; readonly peer: SideResult | null }
  /** Why a side did not run. */
  readonly notes: readonly string[]
}

/** Repetitions shorter than this many seconds are repeated after one that does not count. */
export const warmUpBelow = 2

/** @param counted whether the first repetition counts */
export function summarize(repetitions: readonly Measured[], counted: boolean): SideResult | null {
  if (repetitions.length === 0) return null
  const kept = counted || repetitions.length === 1 ? repetitions : repetitions.slice(1)
  const seconds = kept.map((repetition) => repetition.seconds)
  return {
    median: median(seconds),
    smallest: Math.min(...seconds),
    largest: Math.max(...seconds),
    cpu: median(kept.map(({ cpu }) => cpu)),
    first: repetitions[0]!.seconds,
    repetitions: kept.length,
    quality: repetitions.find(({ quality }) => quality)?.quality ?? null,
    bytes: repetitions.at(-1)!.bytes ?? null,
  }
}

export function toRow(
  work: Work,
  {
    threads,
    ours,
    peer,
    notes,
  }: { threads: number; ours: SideResult | null; peer: SideResult | null; notes: string[] },
): Row {
  const ratio = ours && peer && peer.median / ours.median
  return {
    id: work.id,
    title: work.title,
    data: work.data,
    per: work.per ?? null,
    times: work.times,
    threads,
    settings: work.settings,
    peerTitle: work.peer.title,
    ours: ours && ours.median,
    peer: peer && peer.median,
    ratio,
    cpuRatio: ours && peer && peer.cpu / ours.cpu,
    goal: work.goal,
    reached: ratio === null || work.goal === null ? null : ratio >= work.goal,
    details: { ours, peer },
    notes,
  }
}
