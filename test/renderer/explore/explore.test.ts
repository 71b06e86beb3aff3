import { describe, expect, it } from 'vitest'
import type { ColumnSummary } from '../../../main/contract/api/data.ts'
import { brushFilter, canBrush, describeFilter, withFilter } from '../../../renderer/explore/filters.ts'
import { describeStep, findStepProblem, newStep, stepKinds } from '../../../renderer/explore/steps.ts'

const summary: ColumnSummary = {
  name: 'rating',
  type: 'integer',
  role: 'value',
  missing: 0,
  distinct: 5,
  minimum: 1,
  maximum: 5,
  mean: 3.5,
  histogram: [1, 2, 3, 4, 5].map((from) => ({ from, to: from + 1, count: from })),
  top: [],
}

describe('filters', () => {
  it('from a brush keep the ends open where the brush reaches the end', () => {
    expect(brushFilter(summary, 3, 4)).toEqual({ kind: 'range', column: 'rating', minimum: 4, maximum: null })
    expect(brushFilter(summary, 1, 2)).toEqual({ kind: 'range', column: 'rating', minimum: 2, maximum: 4 })
  })

  it('are not brushed where bins are no ranges', () => {
    expect(canBrush(summary)).toBe(true)
    expect(canBrush({ ...summary, role: 'item' })).toBe(false)
    expect(canBrush({ ...summary, type: 'text' })).toBe(false)
  })

  it('of one kind on one column replace each other', () => {
    const first = brushFilter(summary, 0, 1)
    const second = brushFilter(summary, 3, 4)
    expect(withFilter([first], second)).toEqual([second])
    expect(withFilter([first], { kind: 'missing', column: 'rating', missing: true })).toHaveLength(2)
  })

  it('say what they keep', () => {
    expect(describeFilter(brushFilter(summary, 3, 4))).toBe('rating ≥ 4')
    expect(describeFilter({ kind: 'range', column: 'year', minimum: 1980, maximum: 1998 })).toBe('year 1,980 – 1,998')
    expect(describeFilter({ kind: 'oneOf', column: 'genre', values: ['Drama', null] })).toBe('genre: Drama, missing')
  })
})

describe('recipe steps', () => {
  it('of every kind have words and start without a problem, unless they need an answer', () => {
    const problems = stepKinds.filter((kind) => findStepProblem(newStep(kind, undefined)) !== undefined)
    expect(problems).toEqual(['events', 'filter'])
    for (const kind of stepKinds) expect(describeStep(newStep(kind, undefined))).not.toBe('')
  })

  it('refuse a range upside down', () => {
    expect(findStepProblem({ step: 'valueRange', minimum: 5, maximum: 1 })).toBe(
      '5 is above 1. Enter a smaller minimum.',
    )
    expect(findStepProblem({ step: 'timeWindow', from: '1998-01-01', to: '1997-01-01' })).toBe(
      'The end is not after the start.',
    )
  })

  it('name a k-core by its k', () => {
    expect(describeStep({ step: 'kCore', user: 5, item: 5 })).toBe('5-core')
    expect(describeStep({ step: 'kCore', user: 5, item: 2 })).toBe('5-core users, 2-core items')
  })
})
