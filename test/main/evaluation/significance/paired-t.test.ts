import { beforeEach, describe, expect, it } from 'vitest'
import { holm } from '../../../../main/evaluation/significance/holm.ts'
import { pairedT } from '../../../../main/evaluation/significance/paired-t.ts'
import { needsReference, readReference, readTable } from '../../../helpers/classic-reference.ts'

describe('pairedT', () => {
  it('has t = d̄ / (s / √n): differences 1, 2, 3 give 2 / (1 / √3), and d = 2', () => {
    const { t, difference, effect, p, pairs } = pairedT(Float64Array.of(2, 4, 6), Float64Array.of(1, 2, 3))
    expect([difference, effect, pairs]).toEqual([2, 2, 3])
    expect(t).toBeCloseTo(2 * Math.sqrt(3), 12)
    expect(p).toBeCloseTo(1 - t / Math.sqrt(2 + t * t), 12)
  })

  it('leaves pairs with an undefined value out', () => {
    const a = pairedT(Float64Array.of(2, NaN, 4, 6), Float64Array.of(1, 9, 2, 3))
    expect(a).toEqual(pairedT(Float64Array.of(2, 4, 6), Float64Array.of(1, 2, 3)))
  })

  it('says p = 1 for equal values and is undefined for fewer than two pairs', () => {
    expect(pairedT(Float64Array.of(1, 2), Float64Array.of(1, 2))).toMatchObject({ p: 1, effect: 0 })
    expect(pairedT(Float64Array.of(1), Float64Array.of(2)).p).toBeNaN()
    expect(pairedT(new Float64Array(0), new Float64Array(0)).difference).toBeNaN()
  })
})

describe('on per-user NDCG@10 of MovieLens 100K, against SciPy and statsmodels', () => {
  beforeEach(needsReference)

  it('t, p, effect and the Holm correction over six models agree to 1e-9 relative', () => {
    const rows = readTable('e-u1-ndcg10-per-user.csv.gz')
    const names =
      'popularity,itemknn-cosine-K50,itemknn-bm25-K50,puresvd-k50,rp3beta-a1-b0.6,gfcf-k64-a0.3,ease-lambda100'
    const column = (name: string) => Float64Array.from(rows, (row) => row[1 + names.split(',').indexOf(name)]!)
    const reference = readReference('e-statistics.json', 'E/u1-ndcg10').metrics as unknown as {
      paired_t: { t: number; p_two_sided: number }
      effect_size: Record<string, number>
      six_models_against_the_best: { paired_t: { raw: Record<string, number>; holm: Record<string, number> } }
    }
    const best = column('ease-lambda100')
    const { t, p, effect } = pairedT(best, column('itemknn-cosine-K50'))
    expect(t / reference.paired_t.t).toBeCloseTo(1, 9)
    expect(p / reference.paired_t.p_two_sided).toBeCloseTo(1, 9)
    expect(effect).toBeCloseTo(reference.effect_size['cohens_d_z (mean diff / sd of diff)']!, 9)
    const { raw, holm: adjusted } = reference.six_models_against_the_best.paired_t
    const others = Object.keys(raw)
    const ours = others.map((name) => pairedT(best, column(name)).p)
    others.forEach((name, i) => expect(ours[i]! / raw[name]!, name).toBeCloseTo(1, 8))
    holm(ours).forEach((value, i) => expect(value / adjusted[others[i]!]!).toBeCloseTo(1, 8))
  })
})
