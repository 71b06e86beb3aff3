import { describe, expect, it } from 'vitest'
import { matchQuery } from '../../../renderer/palette/match.ts'

describe('matching in the palette', () => {
  it('finds words in any order and marks where they are', () => {
    expect(matchQuery('new comp', 'Compare: new comparison')?.positions).toEqual([0, 1, 2, 3, 9, 10, 11])
    expect(matchQuery('xyz', 'Compare')).toBeUndefined()
  })

  it('prefers the start of the text, then the start of a word', () => {
    const score = (text: string) => matchQuery('run', text)!.score
    expect(score('Run again')).toBeGreaterThan(score('Stop run'))
    expect(score('Stop run')).toBeGreaterThan(score('Brunch it'))
  })

  it('matches everything with an empty query', () => expect(matchQuery('  ', 'Anything')?.positions).toEqual([]))
})
