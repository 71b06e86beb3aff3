import { describe, expect, it } from 'vitest'
import { wordsOf } from '../../../../main/recommenders/content/tokens.ts'

describe('words', () => {
  it('are in lower case, without punctuation and single letters', () => {
    expect(wordsOf('Porcelain Tea-Pot, a 2nd: Élan & naïve')).toEqual([
      'porcelain',
      'tea',
      'pot',
      '2nd',
      'élan',
      'naïve',
    ])
  })

  it('of Chinese are those of a dictionary, of width variants one', () => {
    expect(wordsOf('陶瓷茶壶，橡木餐巾环')).toContain('茶壶')
    expect(wordsOf('陶瓷茶壶')).toEqual(['陶瓷', '茶壶'])
    expect(wordsOf('ＡＢＣ１２３')).toEqual(['abc123'])
  })

  it('of nothing are none', () => expect(wordsOf(' –!? ')).toEqual([]))
})
