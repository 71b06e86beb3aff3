import type { EstimateCheck, ModelEstimate, RunEstimate } from '../contract/api/runs.ts'
import { formatBytes, formatSeconds } from './format.ts'
import { english, type Translate } from './words.ts'

/** Two significant digits: an estimate is no better. */
const roughly = (value: number) => Number(value.toPrecision(2))

/** `about 2 min 10 s, 1.3 GB`. */
export const describeEstimate = ({ seconds, bytes }: Pick<RunEstimate, 'seconds' | 'bytes'>, t: Translate = english) =>
  seconds < 1
    ? t('less than a second, {bytes}', { bytes: formatBytes(roughly(bytes)) })
    : t('about {time}, {bytes}', { time: formatSeconds(roughly(seconds), t), bytes: formatBytes(roughly(bytes)) })

/** Why a model cannot run, or null. */
export function describeMisfit(
  { fits, bytes }: ModelEstimate,
  available: number,
  t: Translate = english,
): string | null {
  if (fits) return null
  return t('Does not fit: it takes about {bytes} of memory, and {free} are free.', {
    bytes: formatBytes(roughly(bytes)),
    free: formatBytes(available),
  })
}

/** How far off an estimate was: the larger time over the smaller, with a twentieth of a second of grace on both. */
export function factorOff({ estimated, taken }: Pick<EstimateCheck, 'estimated' | 'taken'>): number {
  const [a, b] = [estimated, taken].map(({ train, evaluate }) => train + evaluate + 0.05) as [number, number]
  return Math.max(a, b) / Math.min(a, b)
}

/** How the estimates of a run turned out, in one sentence; null when nothing was measured. */
export function describeChecks(checks: readonly EstimateCheck[], t: Translate = english): string | null {
  const worst = [...checks].sort((a, b) => factorOff(b) - factorOff(a))[0]
  if (!worst) return null
  const within = checks.filter((check) => factorOff(check) <= 2).length
  return t(
    'Times were estimated within a factor of two for {within} of {count} models; furthest off: {label}, {factor} times.',
    {
      within,
      count: checks.length,
      label: worst.label,
      factor: factorOff(worst).toFixed(1),
    },
  )
}
