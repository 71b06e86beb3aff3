import { describe, expect, it } from 'vitest'
import { families } from '../../../main/contract/api/models.ts'
import { describe as describeModel, findRecommender, recommenders } from '../../../main/recommenders/all.ts'

describe('the catalogue', () => {
  it('has no id twice', () => {
    expect(new Set(recommenders.map(({ id }) => id)).size).toBe(recommenders.length)
  })

  it('is sorted by family in the order of the contract, and by id within a family', () => {
    const keys = recommenders.map(({ family, id }) => `${families.indexOf(family)}/${id}`)
    expect(keys).toEqual([...keys].sort())
  })

  it('describes a model without its code, so that it survives JSON', () => {
    const info = describeModel(findRecommender('ease'))
    expect(JSON.parse(JSON.stringify(info))).toEqual(info)
  })

  it('names the nearest models for an unknown one', () => {
    expect(() => findRecommender('itemknn')).toThrow('There is no model "itemknn".')
    try {
      findRecommender('itemknn')
    } catch (error) {
      expect(error).toMatchObject({ remedy: expect.stringMatching(/^The nearest are item-knn/) as string })
    }
  })
})
