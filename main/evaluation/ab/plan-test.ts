import type { AbPlanning } from '../../contract/api/ab.ts'
import { RecbenchError } from '../../contract/errors.ts'
import { detectableRise } from './detectable-effect.ts'
import { groupSequentialBounds } from './group-sequential.ts'
import { powerOfProportions } from './power.ts'
import { sampleSizes } from './sample-size.ts'

export interface AbPlanRequest {
  readonly rate: number
  readonly lift: number
  readonly perArm?: number | undefined
  readonly level: number
  readonly power: number
  readonly looks: number
}

/**
 * Plans an A/B test of two conversion rates with arms of equal size; the treatment's rate is rate · (1 + lift).
 *
 * @throws RecbenchError `invalid-parameter` for a lift of 0 or one that leads out of 0 … 1
 */
export function planAbTest({ rate, lift, perArm, level, power, looks }: AbPlanRequest): AbPlanning {
  const treatment = rate * (1 + lift)
  if (!(treatment > 0 && treatment < 1) || lift === 0)
    throw new RecbenchError('invalid-parameter', `A lift of ${lift} on a rate of ${rate} gives ${treatment}.`, {
      remedy: 'Give a lift that is not 0 and leaves the rate between 0 and 1, such as 0.1 for a rise by a tenth.',
    })
  const rates = { control: rate, treatment }
  const of = (formula: keyof typeof sampleSizes) => sampleSizes[formula](rates, level, power)
  const design = perArm === undefined ? null : { sizes: { control: perArm, treatment: perArm }, alpha: level }
  return {
    ...rates,
    level,
    power,
    perArm: { pooled: of('pooled'), unpooled: of('unpooled'), corrected: of('corrected'), arcsine: of('arcsine') },
    given: design && {
      perArm: perArm!,
      power: powerOfProportions(rates, design),
      detectableRise: detectableRise(rate, design, power),
    },
    bounds: [...groupSequentialBounds(evenLooks(looks), level)],
  }
}

/** Shares of the data at evenly spaced looks. */
export const evenLooks = (looks: number): number[] => Array.from({ length: looks }, (_, look) => (look + 1) / looks)
