import { describe, expect, it } from 'vitest'
import { parseUnits, unitsOf } from '../../../main/host/read-units.ts'

const file = '/tmp/test.csv'
const read = (text: string, control?: string) => parseUnits(text, file, control)

describe('the file of an A/B test', () => {
  it('gives the units of both groups in order of arrival', () => {
    const { names, control, treatment } = read('group,value,past\nnew,1,3\nold,0,2\nnew,0.5,1\n')
    expect(names).toEqual({ control: 'new', treatment: 'old' })
    expect([...control.values]).toEqual([1, 0.5])
    expect([...control.past!]).toEqual([3, 1])
    expect([...control.arrival!]).toEqual([0, 2])
    expect([...treatment.values]).toEqual([0])
  })

  it('takes the control that is named', () => {
    expect(read('value;group\n1;new\n0;old', 'old').names).toEqual({ control: 'old', treatment: 'new' })
    expect(() => read('value;group\n1;new\n0;old', 'x')).toThrow('no group "x": its groups are new and old')
  })

  it('names what is wrong with it', () => {
    expect(() => read('group,past\na,1')).toThrow('no column value')
    expect(() => read('group,value\na,1\nb,2\nc,3')).toThrow('has 3 groups')
    expect(() => read('group,value\na,1\nb,many')).toThrow('Line 3 of test.csv has no number in value: "b,many"')
  })

  it('is made from counts where there is none', () => {
    expect([...unitsOf({ successes: 1, trials: 3 }).values]).toEqual([1, 0, 0])
    expect(() => unitsOf({ successes: 4, trials: 3 })).toThrow('4 successes in 3 trials')
  })
})
