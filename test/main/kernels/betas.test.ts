import { describe, expect, it } from 'vitest'
import { openKernels } from '../../../main/kernels/kernels.ts'
import type { KernelMemory } from '../../../main/kernels/memory.ts'
import type { DrawLargestBeta } from '../../../main/kernels/reference/draw-largest-beta.ts'
import { gammaSpread } from '../../../main/math/beta.ts'
import { normalLayers } from '../../../main/math/ziggurat.ts'
import { behavesLikeReference } from '../../conformance/kernel.ts'

function variables(memory: KernelMemory, successes: readonly number[], failures: readonly number[]): DrawLargestBeta {
  return {
    random: memory.putIntegers([1, 2, 3, 4]),
    edges: memory.putDoubles(normalLayers.edges),
    heights: memory.putDoubles(normalLayers.heights),
    successes: memory.putDoubles(successes),
    failures: memory.putDoubles(failures),
    successSpreads: memory.putDoubles(successes.map((a) => gammaSpread(a))),
    failureSpreads: memory.putDoubles(failures.map((b) => gammaSpread(b))),
  }
}

describe('the largest of Beta variables', () => {
  it.each([
    // P(X > Y) of X ~ Beta(2, 1), Y ~ Beta(1, 1) is E X = 2 / 3
    [2, 1, 1, 1, 2 / 3],
    // P(X > Y) of X ~ Beta(½, ½), Y ~ Beta(1, 1) is E X = 1 / 2
    [0.5, 0.5, 1, 1, 1 / 2],
    // E X of X ~ Beta(0.7, 2.1), a quarter
    [0.7, 2.1, 1, 1, 1 / 4],
    // Y ~ Beta(2, 1) has the distribution function y²: E X² of X ~ Beta(3, 1) is 3 / 5
    [3, 1, 2, 1, 3 / 5],
  ])('is Beta(%f, %f) beside Beta(%f, %f) with its probability', (a, b, c, d, expected) => {
    const { memory, run } = openKernels({ threads: 1 })
    const input = variables(memory, [a, c], [b, d])
    const draws = 200_000
    let first = 0
    for (let draw = 0; draw < draws; draw++) if (run('drawLargestBeta', input) === 0) first++
    expect(Math.abs(first / draws - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / draws))
  })
})

behavesLikeReference('drawLargestBeta', {
  tolerance: 0,
  input(length, memory, random) {
    const draw = () => Array.from({ length }, () => [0.5, 0.8, 1, 1.5, 40, 3000][random.below(6)]! + random.below(3))
    return variables(memory, draw(), draw())
  },
  outputs: ({ random }) => [random],
})
