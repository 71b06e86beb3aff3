import { describe, expect, it } from 'vitest'
import { checkProfile, findMetric, metrics } from '../../../main/evaluation/all.ts'

describe('findMetric', () => {
  it('reads name and cutoff', () => {
    expect(findMetric('ndcg@10')).toMatchObject({ cutoff: 10, name: 'ndcg@10', metric: { id: 'ndcg' } })
    expect(findMetric('rmse')).toMatchObject({ cutoff: 0, name: 'rmse' })
  })

  it('names the nearest metrics for an unknown one', () => {
    expect(() => findMetric('ndgc@10')).toThrow('There is no metric "ndgc@10".')
    try {
      findMetric('ndgc@10')
    } catch (error) {
      expect(error).toMatchObject({
        code: 'invalid-parameter',
        remedy: expect.stringMatching(/^The nearest are ndcg@10/) as string,
      })
    }
  })

  it.each([
    ['recall@0', 'The cutoff of the metric "recall@0" is "0": a list has 1 or more items.'],
    ['recall@ten', 'The cutoff of the metric "recall@ten" is "ten": a list has 1 or more items.'],
    ['recall@-1', 'The cutoff of the metric "recall@-1" is "-1": a list has 1 or more items.'],
    ['recall', 'The metric "recall" lacks the length of the list.'],
    ['rmse@10', 'The metric "rmse@10" has a cutoff, but rmse takes none.'],
    ['ndcg@5@10', 'There is no metric "ndcg@5@10".'],
  ])('refuses %s in a sentence', (name, sentence) => {
    expect(() => findMetric(name)).toThrow(sentence)
  })

  it('has no id twice', () => {
    expect(new Set(metrics.map(({ id }) => id)).size).toBe(metrics.length)
  })
})

describe('checkProfile', () => {
  it('says which profile exists', () => {
    expect(() => checkProfile('recbench')).not.toThrow()
    expect(() => checkProfile('elliott')).toThrow('There is no profile "elliott" of metric definitions.')
  })
})
