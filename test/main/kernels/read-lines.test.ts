import { describe, expect, it } from 'vitest'
import { Identifiers } from '../../../main/data/ingest/identifiers.ts'
import { openKernels } from '../../../main/kernels/kernels.ts'
import type { KernelMemory } from '../../../main/kernels/memory.ts'
import type { ReadLines } from '../../../main/kernels/reference/read-lines.ts'
import { kernelBackends } from '../../../main/kernels/registry.ts'
import type { Random } from '../../../main/math/random.ts'
import { behavesLikeReference } from '../../conformance/kernel.ts'

const reading = (memory: KernelMemory, text: string, delimiter = ',', rows = 1000): ReadLines => {
  const bytes = memory.putBytes(Buffer.from(text))
  return {
    bytes,
    start: 0,
    end: bytes.length,
    kinds: memory.putIntegers([0, 1, 2, 3]),
    delimiter: Buffer.from(delimiter),
    quote: delimiter === ',',
    microseconds: 1e6,
    latest: 1e15,
    users: new Identifiers(memory),
    items: new Identifiers(memory),
    into: {
      user: memory.integers(rows),
      item: memory.integers(rows),
      value: memory.doubles(rows),
      time: memory.doubles(rows),
    },
    row: 0,
    limit: rows,
    progress: memory.integers(2),
    places: memory.integers(32),
  }
}

describe('readLines', () => {
  const plain = '7,100,3.5,10\r\n\n"8","item-a",-0.25,\n7,item-a,,11\n'
  const odd = [
    ',1,1,1',
    'NA,1,1,1',
    'five6, a,1,1',
    'u\u00a0,1,1,1',
    '7,7,1e3,1',
    '7,7,+1,1',
    '7,7,.5,1',
    '7,7,1.,1',
    '7,7,1,-1',
    '7,7,1,1.5',
    '7,7,1,1000000000',
    '7,7,1',
    '7,7,1,1,1',
    '7,7,1234567890123456,1',
    '"7,7,1,1',
    '7,7,"",1',
    '7 ,7,1,1',
  ]
  for (const backend of kernelBackends) {
    it(`reads columns and numbers identifiers as they come (${backend})`, () => {
      const { memory, run } = openKernels({ threads: 1, backend })
      const input = reading(memory, plain)
      expect(run('readLines', input)).toBe(3)
      expect([...input.progress]).toEqual([plain.length, 4])
      expect([...input.into.user.subarray(0, 3)]).toEqual([0, 1, 0])
      expect([...input.into.item.subarray(0, 3)]).toEqual([0, 1, 1])
      expect([...input.into.value.subarray(0, 3)]).toEqual([3.5, -0.25, NaN])
      expect([...input.into.time.subarray(0, 3)]).toEqual([1e7, NaN, 1.1e7])
      expect((input.items as Identifiers).all()).toEqual(['100', 'item-a'])
    })

    it.each(odd)(`stops before a line that is not plain: %s (${backend})`, (line) => {
      const { memory, run } = openKernels({ threads: 1, backend })
      const input = reading(memory, `${plain}${line}\n7,100,1,1\n`)
      expect(run('readLines', input)).toBe(3)
      expect(input.progress[0]).toBe(plain.length)
    })

    it(`stops where there is no room, and reads two-byte delimiters (${backend})`, () => {
      const { memory, run } = openKernels({ threads: 1, backend })
      const input = reading(memory, '1::2::3::4\n70000::2::3::4\n', '::')
      expect(run('readLines', input)).toBe(1)
      expect(run('readLines', { ...reading(memory, '1::2::3::4\n1::2::3::4\n', '::'), limit: 1 })).toBe(1)
    })
  }
})

describe('readLines of numbers alone', () => {
  const lines = [
    '1,2,3,4',
    '1,2,3.25,10',
    '20,2,0.1,123456789',
    '1,20,007.50,4',
    '100,2,5,1',
    '1,2,123456789.012345,99',
  ]
  const ends = ['\n', '\r\n']
  const last = [
    '01,2,3,4',
    '1,2,3.,4',
    '1,2,3.5.5,4',
    '1,2,3,4.5',
    '1,2,3,4,5',
    '1,2,3',
    '1,2,1234567890.123456,1',
    '1,,3,4',
  ]
  it.each(ends.flatMap((end) => last.map((odd) => [odd, end])))(
    'are those of the reference, before %s%j',
    (odd, end) => {
      const text = [...lines, ...lines, odd, ...lines].map((line) => line + end).join('')
      const [read, expected] = (['wasm', 'reference'] as const).map((backend) => {
        const { memory, run } = openKernels({ threads: 1, backend })
        const input = { ...reading(memory, text), latest: 1e15 }
        const rows = run('readLines', input)
        return [
          rows,
          ...input.progress,
          ...Object.values(input.into).flatMap((column) => [...column.subarray(0, rows)]),
        ]
      })
      expect(read).toEqual(expected)
      expect(read![0]).toBeGreaterThanOrEqual(12)
    },
  )
})

const name = (random: Random, letter: string) => {
  const number = random.below(300)
  return random.below(2) === 0 ? String(number) : `${letter}-${'x'.repeat(number % 12)}${number}`
}

behavesLikeReference('readLines', {
  tolerance: 0,
  input(length, memory, random) {
    const lines = Array.from({ length }, () => {
      const value = [String(random.below(5)), (random.below(1000) / 8).toString(), '', '-12345.678'][random.below(4)]!
      return `${name(random, 'user')},${name(random, 'item')},${value},${random.below(1e9)}\n`
    })
    return reading(memory, lines.join(''))
  },
  outputs: ({ into, progress, users, items }) => [
    into.user,
    into.item,
    into.value,
    into.time,
    progress,
    ...[users, items].flatMap(({ starts, texts, count, direct }) => [starts, texts, count, direct]),
  ],
})
