import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Identifiers, refused } from '../../../../main/data/ingest/identifiers.ts'

const code = (identifiers: Identifiers, text: string) => {
  const bytes = Buffer.from(text)
  return identifiers.ofText(bytes, 0, bytes.length)
}

describe('Identifiers', () => {
  it('codes texts and whole numbers in the order in which they come, and gives them back', () => {
    const all = new Identifiers()
    expect(['u1', '7', '007', 'u1', '123456789', '7'].map((text) => all.ofString(text))).toEqual([0, 1, 2, 0, 3, 1])
    expect(all.all()).toEqual(['u1', '7', '007', '123456789'])
  })

  it('refuses what means "missing" and what begins or ends with a blank', () => {
    const all = new Identifiers()
    expect(['NA', 'null', '?', ' a', 'a\u00a0', 'NAN1'].map((text) => code(all, text))).toEqual([
      refused,
      refused,
      refused,
      refused,
      refused,
      0,
    ])
  })

  it('tells any two texts apart, short or long, and grows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '0', '1', 'é'), minLength: 1, maxLength: 12 }), {
          maxLength: 5000,
          size: 'max',
        }),
        (texts) => {
          const all = new Identifiers()
          const codes = texts.map((text) => all.ofString(text))
          const known = [...new Set(texts)]
          expect(all.all()).toEqual(known)
          const places = new Map(known.map((text, place) => [text, place]))
          expect(codes).toEqual(texts.map((text) => places.get(text)))
        },
      ),
      { numRuns: 10 },
    )
  })

  it('takes over the identifiers of another', () => {
    const [first, second] = [new Identifiers(), new Identifiers()]
    for (const text of ['b', '2']) first.ofString(text)
    for (const text of ['2', 'c', 'b']) second.ofString(text)
    const packed = second.pack()
    expect([0, 1, 2].map((code) => first.absorbOne(packed, code))).toEqual([1, 2, 0])
  })
})
