import type { Alternative } from '../../evaluation/ab/arms.ts'
import { cohensH, powerOfArcsine, powerOfProportions } from '../../evaluation/ab/power.ts'
import { sampleSizes } from '../../evaluation/ab/sample-size.ts'
import type { VerifiedRow } from '../row.ts'
import { compareGiven, type BanditRow } from './bandit-row.ts'

type SampleSizeCase = Record<
  'p1' | 'p2' | 'alpha' | 'power' | 'effect_h' | 'n_arcsine' | 'n_pooled_z' | 'n_unpooled_z' | 'n_fleiss_cc',
  number
>

/** Compares sizes of arms for two rates. */
export const compareSampleSizes = ({ id, value, tolerance }: BanditRow): VerifiedRow[] =>
  (Object.values(value) as SampleSizeCase[]).flatMap((given) => {
    const { p1, p2, alpha, power } = given
    const rates = { control: p1, treatment: p2 }
    const compare = (what: string, ours: number, reference: number) =>
      compareGiven(id, `${what} ${p1} and ${p2}, alpha ${alpha}, power ${power}`, ours, reference, tolerance)
    return [
      compare('effect h', cohensH(rates), given.effect_h),
      compare('arcsine', sampleSizes.arcsine(rates, alpha, power), given.n_arcsine),
      compare('pooled', sampleSizes.pooled(rates, alpha, power), given.n_pooled_z),
      compare('unpooled', sampleSizes.unpooled(rates, alpha, power), given.n_unpooled_z),
      compare('corrected', sampleSizes.corrected(rates, alpha, power), given.n_fleiss_cc),
    ]
  })

interface PowerCase extends Record<'p1' | 'p2' | 'n1' | 'ratio_n2_over_n1' | 'power_arcsine' | 'power_2indep', number> {
  readonly alternative: Alternative
}

/** Compares powers for two rates. `power_proportions_2indep` was called with the second rate first, so there n1 is the size of the arm of p2. */
export function comparePowers({ id, config, value, tolerance }: BanditRow): VerifiedRow[] {
  const alpha = config['alpha'] as number
  return (Object.values(value) as PowerCase[]).flatMap((given) => {
    const { p1, p2, n1, ratio_n2_over_n1: ratio, alternative } = given
    const rates = { control: p1, treatment: p2 }
    const sizes = { control: n1 * ratio, treatment: n1 }
    const where = `${p1} and ${p2}, n ${n1}, ratio ${ratio}, ${alternative}`
    const design = { sizes, alpha, alternative }
    const arcsine = powerOfArcsine(cohensH(rates), design)
    return [
      compareGiven(id, `arcsine ${where}`, arcsine, given.power_arcsine, tolerance),
      compareGiven(id, `pooled z ${where}`, powerOfProportions(rates, design), given.power_2indep, tolerance),
    ]
  })
}
