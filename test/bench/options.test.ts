import { describe, expect, it } from 'vitest'
import { readOptions } from '../../bench/options.ts'

describe('the options of the benchmark', () => {
  it('are refused in a sentence when there is none of that name, or a number is none', () => {
    expect(() => readOptions(['--nosuch'])).toThrow(/'--nosuch'/)
    expect(() => readOptions(['--runs', 'many'])).toThrow('--runs is "many"')
    expect(readOptions(['als', '--peers', '--runs', '3'])).toMatchObject({ names: ['als'], peers: true, runs: 3 })
  })
})
