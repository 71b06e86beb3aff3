import { describe, expect, it } from 'vitest'
import {
  describeRange,
  choice,
  integer,
  integers,
  parseConfiguration,
  readSetting,
  real,
  toggle,
} from '../../../main/contract/settings.ts'

const settings = {
  factors: integer({ default: 64, minimum: 1, maximum: 512, help: 'Size of an embedding.' }),
  regularization: real({ default: 0.1, help: 'Larger values shrink more.' }),
  loss: choice(['bce', 'bpr'], 'bce', 'What is minimised.'),
  bias: toggle(true, 'Whether a bias is learned.'),
  layers: integers({ default: [64, 32], minimum: 1, maximum: 4096, help: 'Widths of the hidden layers.' }),
}

describe('parseConfiguration', () => {
  it('completes a partial configuration with the defaults', () => {
    expect(parseConfiguration('model x', settings, { factors: 8 })).toEqual({
      factors: 8,
      regularization: 0.1,
      loss: 'bce',
      bias: true,
      layers: [64, 32],
    })
  })

  it('refuses an unknown key and says which there are', () => {
    expect(() => parseConfiguration('model x', settings, { factor: 8 })).toThrow('The model x has no setting "factor".')
  })

  it.each([
    [{ factors: 600 }, '600 is above 512. Enter 1 to 512.'],
    [{ factors: 1.5 }, 'Enter a whole number, 1 to 512.'],
    [{ regularization: -1 }, '-1 is below 0. Enter 0 or more.'],
    [{ regularization: Number.NaN }, 'Enter a number, 0 or more.'],
    [{ loss: 'hinge' }, 'Choose one of bce, bpr.'],
    [{ bias: 'yes' }, 'Enter true or false.'],
    [{ layers: [0] }, 'Enter whole numbers from 1 to 4096.'],
  ])('refuses %j with a sentence', (given, sentence) => {
    expect(() => parseConfiguration('model x', settings, given)).toThrow(sentence)
  })

  it('says a range by the ends that hold something back', () => {
    const any = Number.MAX_VALUE
    expect(describeRange({ minimum: 1, maximum: 9 })).toBe('1 to 9')
    expect(describeRange({ minimum: 0, maximum: any })).toBe('0 or more')
    expect(describeRange({ minimum: -any, maximum: 4 })).toBe('4 or less')
    expect(describeRange({ minimum: -any, maximum: any })).toBe('any number')
  })

  it('survives JSON', () => {
    const config = parseConfiguration('model x', settings)
    expect(parseConfiguration('model x', settings, JSON.parse(JSON.stringify(config)))).toEqual(config)
  })
})

describe('readSetting', () => {
  it('reads the text of a flag by the type of the field', () => {
    expect(readSetting(settings.factors, '32')).toBe(32)
    expect(readSetting(settings.bias, 'false')).toBe(false)
    expect(readSetting(settings.layers, '128-64')).toEqual([128, 64])
    expect(readSetting(settings.factors, 'many')).toBe('many')
  })
})
