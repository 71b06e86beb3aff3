import { describe, expect, it } from 'vitest'
import { metrics } from '../../../../main/evaluation/all.ts'
import { higherIsBetter, metricTitle } from '../../../../main/figures/format.ts'
import { behavesLikeMetric } from '../../../conformance/metric.ts'

describe.each(metrics.map((metric) => ({ id: metric.id, metric })))('$id', ({ metric }) => {
  behavesLikeMetric(metric)
})

describe('figures', () => {
  it.each(metrics)('title $id as the catalogue does, and know which way is better', ({ id, title, ...metric }) => {
    expect(metricTitle(id)).toBe(title)
    expect(higherIsBetter(`${id}@10`)).toBe(metric.higherIsBetter)
  })
})
