/** What became of one compared number. `information`: shown, but the reference says it is nothing to aim at. */
export type Verdict = 'pass' | 'fail' | 'skipped' | 'information'

/** One number of ours beside the number of another implementation. */
export interface VerifiedRow {
  /** Identifier of the reference row, such as `B/all/ease-lambda100`. */
  readonly id: string
  /** Which of the row's numbers. */
  readonly metric: string
  readonly ours: number | null
  readonly reference: number | null
  /** ours − reference. */
  readonly difference: number | null
  readonly tolerance: number | null
  readonly verdict: Verdict
  /** Why a row fails, is skipped or is compared otherwise; empty when there is nothing to say. */
  readonly note: string
}

/** A number within an absolute tolerance of the reference. NaN and null are equal to each other only. */
export function compareNumber(
  id: string,
  metric: string,
  ours: number | null | undefined,
  reference: number | null,
  tolerance: number,
  note = '',
): VerifiedRow {
  const mine = defined(ours)
  const theirs = defined(reference)
  const difference = mine === null || theirs === null ? null : mine - theirs
  const equal = difference === null ? mine === theirs : Math.abs(difference) <= tolerance
  return { id, metric, ours: mine, reference: theirs, difference, tolerance, verdict: equal ? 'pass' : 'fail', note }
}

/** A number within a band; an open edge is null. The tolerance shown is half the band's width, or the distance from reference to the closed edge. */
export function compareBand(
  id: string,
  metric: string,
  ours: number | null | undefined,
  reference: number,
  [low, high]: readonly [number | null, number | null],
  note = '',
): VerifiedRow {
  const mine = defined(ours)
  const inside = mine !== null && (low === null || mine >= low) && (high === null || mine <= high)
  const tolerance = low !== null && high !== null ? (high - low) / 2 : Math.abs(reference - (low ?? high ?? reference))
  const difference = mine === null ? null : mine - reference
  return { id, metric, ours: mine, reference, difference, tolerance, verdict: inside ? 'pass' : 'fail', note }
}

/** A whole row that was not computed, with the reason. */
export const notCompared = (id: string, verdict: Exclude<Verdict, 'pass'>, note: string): VerifiedRow => ({
  id,
  metric: '',
  ours: null,
  reference: null,
  difference: null,
  tolerance: null,
  verdict,
  note,
})

const defined = (value: number | null | undefined): number | null =>
  value === null || value === undefined || Number.isNaN(value) ? null : value
