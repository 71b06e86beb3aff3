import { describe, expect, it } from 'vitest'
import { Random } from '../../../../main/math/random.ts'
import type { Batch } from '../../../../main/recommenders/deep/examples.ts'
import { openPairLearner } from '../../../../main/recommenders/deep/pair-learner.ts'
import { initialize, type Parameters, type Shape } from '../../../../main/recommenders/deep/shape.ts'

const plan = { learningRate: 0.05, regularization: 0.01 }

describe.each(['wasm', 'cpu'])('a network over pairs on %s', (backend) => {
  it('gives the loss of hand-set parameters', async () => {
    const shape = { users: 1, items: 2, embedding: 1, factors: 0, layers: [1] }
    const one = (value: number, lengths: number[]) => ({ values: Float32Array.of(value), shape: lengths })
    const parameters: Parameters = {
      userTable: one(2, [1, 1]),
      itemTable: { values: Float32Array.of(1, -5), shape: [2, 1] },
      // W_u, W_i, b, w, c: logits 3·relu(0.5·2 + 1·q − 1) + 0.25
      dense: [one(0.5, [1, 1]), one(1, [1, 1]), one(-1, [1]), one(3, [1]), one(0.25, [1])],
    }
    const pairs = {
      users: Int32Array.of(0),
      items: Int32Array.of(0, 1),
      left: Int32Array.of(0, 0),
      right: Int32Array.of(0, 1),
    }
    const learner = await openPairLearner(backend, shape, parameters, plan, 1)
    const { loss, gradients } = await learner.differentiate({ ...pairs, labels: Float32Array.of(1, 0) })
    const softplus = (z: number) => Math.log1p(Math.exp(z))
    expect(loss).toBeCloseTo((softplus(-3.25) + softplus(0.25)) / 2, 6)
    const slope = (1 / (1 + Math.exp(-3.25)) - 1) / 2
    expect(gradients[0]![0]).toBeCloseTo(slope * 3 * 0.5, 6)
    expect(gradients[1]![0]).toBeCloseTo(slope * 3, 6)
    expect(gradients[1]![1]).toBe(0)
  })
})

/** Widths that are and are not multiples of 8. */
const shapes: readonly (readonly [string, Pick<Shape, 'embedding' | 'factors' | 'layers'>])[] = [
  ['mlp', { embedding: 5, factors: 0, layers: [9] }],
  ['deep tower', { embedding: 8, factors: 0, layers: [16, 7, 3] }],
  ['product', { embedding: 0, factors: 6, layers: [] }],
  ['neumf', { embedding: 20, factors: 12, layers: [40, 24] }],
]

describe.each(shapes)('compiled kernels and TensorFlow.js in plain JavaScript: %s', (_, part) => {
  const shape = { users: 30, items: 40, ...part }
  const parameters = initialize(shape, 0.3, new Random('parameters'))
  const random = new Random('batch')
  const draw = (count: number, limit: number) => Int32Array.from({ length: count }, () => random.below(limit))
  const distinct = (count: number, limit: number) =>
    random.shuffle(Int32Array.from({ length: limit }, (_, row) => row)).slice(0, count)
  const batches: readonly Batch[] = [300, 77].map((pairs) => ({
    users: distinct(20, 30),
    items: distinct(25, 40),
    left: draw(pairs, 20),
    right: draw(pairs, 25),
    labels: Float32Array.from(draw(pairs, 4), (drawn) => Math.min(1, drawn)),
  }))
  const open = (backend: string) => openPairLearner(backend, shape, parameters, plan, 1)

  it('agree on the loss and on every gradient within 1e-6 of the largest of its tensor', async () => {
    const [ours, theirs] = await Promise.all(
      ['wasm', 'cpu'].map(async (backend) => (await open(backend)).differentiate(batches[0]!)),
    )
    expect(ours!.loss).toBeCloseTo(theirs!.loss, 6)
    expect(ours!.gradients).toHaveLength(theirs!.gradients.length)
    ours!.gradients.forEach((gradient, tensor) => {
      expectClose(gradient, theirs!.gradients[tensor]!, 1e-6)
    })
  })

  it('learn the same parameters', async () => {
    const [ours, theirs] = await Promise.all(['wasm', 'cpu'].map(open))
    for (const batch of batches)
      expect(Math.abs((await ours!.step(batch)) - (await theirs!.step(batch)))).toBeLessThan(1e-5)
    expect(await ours!.loss(batches[0]!)).toBeCloseTo(await theirs!.loss(batches[0]!), 4)
  })

  it('score the same, a user of the table and one whose embeddings are given', async () => {
    const rows = Int32Array.of(3, 29, 0)
    const width = shape.embedding + shape.factors
    const [ours, theirs] = await Promise.all(
      ['wasm', 'cpu'].map(async (backend) => {
        const learner = await open(backend)
        const [table, alone] = [new Float32Array(120), new Float32Array(40)]
        await learner.score(rows, table)
        await learner.scoreVector(parameters.userTable.values.slice(3 * width, 4 * width), alone)
        expect(alone).toEqual(table.slice(0, 40))
        return table
      }),
    )
    expectClose(ours!, theirs!, 1e-5)
  })

  it('keep what they were given', async () => {
    const { userTable, itemTable, dense } = (await open('wasm')).parameters()
    expect([userTable, itemTable, ...dense]).toEqual([parameters.userTable, parameters.itemTable, ...parameters.dense])
  })
})

function expectClose(found: Float32Array, wanted: Float32Array, share: number): void {
  expect(found.length).toBe(wanted.length)
  const largest = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const off = found.reduce((most, value, at) => Math.max(most, Math.abs(value - wanted[at]!)), 0)
  expect(off).toBeLessThanOrEqual(share * largest)
}
