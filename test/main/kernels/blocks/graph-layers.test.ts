import { describe, expect, it } from 'vitest'
import { GraphLayers } from '../../../../main/kernels/blocks/graph-layers.ts'

// Users 0 and 1; items 0 and 1. User 0 has both, user 1 has item 1: degrees 2, 1 and 1, 2.
const byUser = { offsets: Int32Array.of(0, 2, 3), indices: Int32Array.of(0, 1, 1) }
const byItem = { offsets: Int32Array.of(0, 1, 3), indices: Int32Array.of(0, 0, 1) }

describe('GraphLayers', () => {
  it('averages the vectors with those of their neighbours, weighed by 1 / √(d_u d_i)', () => {
    const graph = new GraphLayers(byUser, byItem, 1, 1)
    const values = [1, 2, 3, 4]
    graph.fill(() => values.shift()!)
    const { userFactors, itemFactors } = graph.read()
    const wanted = [1 + 3 / Math.SQRT2 + 4 / 2, 2 + 4 / Math.SQRT2, 3 + 1 / Math.SQRT2, 4 + 1 / 2 + 2 / Math.SQRT2]
    ;[...userFactors, ...itemFactors].forEach((value, i) => expect(value).toBeCloseTo(wanted[i]! / 2, 6))
  })

  it('is its own adjoint over three layers: g · (propagation of e) = (propagation of g) · e', () => {
    const graph = new GraphLayers(byUser, byItem, 3, 3)
    let next = 0
    graph.fill(() => Math.sin(++next))
    const smooth = graph.propagate().slice()
    const start = graph.parameters.slice()
    const gradient = graph.clearGradient()
    for (const row of [graph.userCell(0), graph.userCell(1), graph.itemCell(0), graph.itemCell(1)])
      for (let k = 0; k < 3; k++) gradient[row + k] = Math.cos(++next)
    const given = gradient.slice()
    const back = graph.propagateGradient()
    const multiply = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)
    expect(multiply(given, smooth)).toBeCloseTo(multiply(back, start), 5)
  })
})
