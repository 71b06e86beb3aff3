import { describe, expect, it } from 'vitest'
import { integer, real, toggle } from '../../../../main/contract/settings.ts'
import {
  configurationAt,
  firstConfiguration,
  pointOf,
  readSpace,
  sizeOf,
} from '../../../../main/evaluation/tuning/space.ts'
import { settings } from './searching.ts'

describe('readSpace', () => {
  it('searches what is given as candidates or as a range, and fixes the rest', () => {
    const space = readSpace('model x', settings, {
      factors: [1, 2],
      rate: { from: 1, to: 10, scale: 'log' },
      kind: 'b',
    })
    expect(space.dimensions.map(({ name, kind }) => [name, kind])).toEqual([
      ['factors', 'candidates'],
      ['rate', 'range'],
    ])
    expect(configurationAt(space, [1, 0.5])).toEqual({ factors: 2, rate: 3.162, layers: [4], kind: 'b' })
  })

  it('takes an array for a setting of several numbers as one value, and an array of arrays as candidates', () => {
    const one = readSpace('model x', settings, { layers: [32, 16], rate: [0.1, 0.2] })
    expect(one.fixed).toEqual({ layers: [32, 16] })
    expect(sizeOf(readSpace('model x', settings, { layers: [[32, 16], [8]] }))).toBe(2)
  })

  it('derives a space from the schema when none is given: declared ranges alone, where there are any', () => {
    const declared = {
      factors: integer({ default: 8, help: 'F.' }),
      lambda: real({ default: 1, help: 'L.', search: { from: 0.1, to: 100, scale: 'log' } }),
    }
    expect(readSpace('model x', declared, {}).dimensions).toEqual([
      { kind: 'range', name: 'lambda', range: { from: 0.1, to: 100, scale: 'log' }, integer: false },
    ])
    expect(readSpace('model x', declared, { lambda: 3 }).dimensions.map(({ name }) => name)).toEqual(['factors'])
  })

  it('otherwise guesses it from defaults and limits, without what only costs time', () => {
    const guessed = {
      epochs: integer({ default: 20, help: 'E.' }),
      neighbours: integer({ default: 50, minimum: 1, help: 'K.' }),
      share: real({ default: 0, maximum: 1, help: 'S.' }),
      shrinkage: real({ default: 0, help: 'H.' }),
      self: toggle(false, 'T.'),
    }
    const { dimensions } = readSpace('model x', guessed, {})
    expect(dimensions.map(({ name }) => name)).toEqual(['neighbours', 'share', 'self'])
    expect(dimensions[0]).toMatchObject({ range: { from: 13, to: 200, scale: 'log' } })
    expect(readSpace('model popularity', {}, {}).dimensions).toEqual([])
  })

  it.each([
    [{ factors: [1, 2.5] }, '"factors" of the model x is searched in [1,2.5]: Enter a whole number'],
    [{ factors: { from: 0.5, to: 3, scale: 'log' } }, '0.5'],
    [{ kind: { from: 1, to: 3, scale: 'log' } }, 'A range needs a number.'],
    [{ kind: ['a', 'z'] }, 'searched in ["a","z"]: Choose one of a, b, c.'],
    [{ lambda: [1, 2] }, 'The model x has no setting "lambda".'],
  ])('refuses %j in a sentence', (given, sentence) => {
    expect(() => readSpace('model x', settings, given)).toThrow(sentence)
  })
})

it('a point of a configuration gives that configuration back', () => {
  const space = readSpace('model x', settings, {
    factors: { from: 1, to: 64, scale: 'log' },
    rate: { from: 0, to: 2, scale: 'linear' },
    kind: ['a', 'c'],
  })
  const config = configurationAt(space, [0.4, 0.3, 1])
  expect(configurationAt(space, pointOf(space, config))).toEqual(config)
})

it('the first configuration takes first candidates and low ends, and defaults where no space was given', () => {
  expect(firstConfiguration('model x', settings, { factors: [5, 6], rate: { from: 1, to: 2, scale: 'log' } })).toEqual({
    factors: 5,
    rate: 1,
    layers: [4],
    kind: 'a',
  })
  expect(firstConfiguration('model x', settings, {})).toEqual({ factors: 8, rate: 0.1, layers: [4], kind: 'a' })
})
