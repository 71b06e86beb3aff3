import { describe, expect, it } from 'vitest'
import { choice, integer, integers, real } from '../../../main/contract/settings.ts'
import { findProblems, validConfiguration } from '../../../renderer/components/settings-form.tsx'

const settings = {
  neighbours: integer({ default: 100, minimum: 1, maximum: 512, help: 'How many neighbours vote.' }),
  regularization: real({ default: 250, help: 'Larger values shrink item weights.' }),
  similarity: choice(['cosine', 'jaccard'], 'cosine', 'How items are compared.'),
  layers: integers({ default: [64], minimum: 1, maximum: 1024, help: 'Units of each layer.' }),
}

describe('a form drawn from settings', () => {
  it('says what is wrong with a value, with the range to enter', () => {
    expect(findProblems(settings, { neighbours: 600 })).toEqual({ neighbours: '600 is above 512. Enter 1 to 512.' })
    expect(findProblems(settings, { neighbours: 0 })).toEqual({ neighbours: '0 is below 1. Enter 1 to 512.' })
    expect(findProblems(settings, { neighbours: 1.5 })['neighbours']).toMatch(/^Enter a whole number/)
    expect(findProblems(settings, { regularization: 'x' })['regularization']).toBe('Enter a number, 0 or more.')
    expect(findProblems(settings, { layers: [0] })['layers']).toBe('Enter whole numbers, 1 to 1,024.')
  })

  it('finds nothing wrong with values that fit, nor with absent ones', () => {
    expect(findProblems(settings, { neighbours: 512, layers: [8, 4] })).toEqual({})
    expect(findProblems(settings, {})).toEqual({})
  })

  it('keeps only values that fit for a run', () => {
    expect(validConfiguration(settings, { neighbours: 600, similarity: 'jaccard', unknown: 1 })).toEqual({
      similarity: 'jaccard',
    })
  })
})
