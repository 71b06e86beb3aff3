import { describe, expect, it } from 'vitest'
import { recommenders } from '../../../main/recommenders/all.ts'
import { needsBackend, withNested } from '../../../main/recommenders/nested.ts'

describe('models within models', () => {
  const idsOf = (id: string, config: object) => withNested(id, config as never).map((one) => one.id)

  it('are found at any depth, in defaults and among the candidates of a search', () => {
    expect(idsOf('mmr', {})).toEqual(['mmr', 'ease'])
    expect(idsOf('weighted-hybrid', { models: 'mmr(base=ials) + popularity' })).toEqual([
      'weighted-hybrid',
      'mmr',
      'ials',
      'popularity',
    ])
    expect(idsOf('mmr', { base: ['ease', 'ials'] })).toEqual(['mmr', 'ease', 'ials'])
  })

  it('are checked before a run starts', () => {
    expect(() => withNested('mmr', { base: 'nothing' })).toThrow(/no model "nothing"/)
    expect(() => withNested('mmr', { base: 'ease(depth=3)' })).toThrow(/model ease in mmr has no setting "depth"/)
    expect(() => withNested('mmr', { base: 'ease(' })).toThrow(/is not a model/)
  })

  it('decide whether a backend for deep models is needed', () => {
    expect(needsBackend('weighted-hybrid', {})).toBe(false)
    expect(needsBackend('weighted-hybrid', { models: 'ease + neumf' })).toBe(true)
  })
})

it('no setting has a name that the short form of a model in YAML and notebooks takes', () => {
  const taken = ['id', 'model', 'config']
  expect(recommenders.filter(({ settings }) => taken.some((name) => name in settings)).map(({ id }) => id)).toEqual([])
})
