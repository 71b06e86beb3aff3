import { describe, expect, it } from 'vitest'
import { readComponents } from '../../../main/contract/components.ts'
import { component, components, findProblem, parseConfiguration } from '../../../main/contract/settings.ts'

describe('models within a setting', () => {
  it('are read with weights and settings of every type', () => {
    expect(
      readComponents('ease + 0.5 * item-knn(neighbours=20; weighting=bm25; countSelf=true)+mlp(layers=64-32)'),
    ).toEqual([
      { weight: 1, id: 'ease', config: {} },
      { weight: 0.5, id: 'item-knn', config: { neighbours: 20, weighting: 'bm25', countSelf: true } },
      { weight: 1, id: 'mlp', config: { layers: [64, 32] } },
    ])
  })

  it('may be made of models themselves', () => {
    expect(readComponents('mmr(base=ease(regularization=10); lambda=0.2) + popularity')).toEqual([
      { weight: 1, id: 'mmr', config: { base: 'ease(regularization=10)', lambda: 0.2 } },
      { weight: 1, id: 'popularity', config: {} },
    ])
  })

  it.each([
    ['', /with \+ between them/],
    ['ease + ', /with \+ between them/],
    ['ease(regularization)', /"regularization" is not a setting of ease/],
    ['1.2.3*ease', /weight "1.2.3"/],
    ['ease(', /is not a model/],
  ])('are refused with a sentence: %s', (text, sentence) => expect(readComponents(text)).toMatch(sentence))

  it('must be as many as the setting takes', () => {
    const one = component('ease', 'A model.')
    const several = components('ease + popularity', 'Models.')
    expect(findProblem(one, 'ease + popularity')).toBe('Enter one model.')
    expect(findProblem(several, 'ease')).toMatch(/2 to 12 models/)
    expect(findProblem(several, 7)).toBeDefined()
    expect(parseConfiguration('x', { model: one })).toEqual({ model: 'ease' })
  })
})
