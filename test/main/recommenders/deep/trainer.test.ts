import { describe, expect, it } from 'vitest'
import { openBackend } from '../../../../main/kernels/tensorflow/open.ts'
import { Random } from '../../../../main/math/random.ts'
import { initialize, type Parameters } from '../../../../main/recommenders/deep/network.ts'
import { differentiate, trainNetwork } from '../../../../main/recommenders/deep/trainer.ts'
import { contextOf } from '../../../conformance/recommender.ts'
import { generateLog } from '../../../fixtures/logs.ts'

const batch = {
  users: Int32Array.of(2, 0),
  items: Int32Array.of(1, 3, 0),
  left: Int32Array.of(0, 0, 1, 1),
  right: Int32Array.of(0, 1, 2, 1),
  labels: Float32Array.of(1, 0, 1, 0),
}

describe('differentiate', () => {
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
    const { loss, gradients } = await differentiate(await openBackend('wasm'), shape, parameters, {
      ...pairs,
      labels: Float32Array.of(1, 0),
    })
    const softplus = (z: number) => Math.log1p(Math.exp(z))
    expect(loss).toBeCloseTo((softplus(-3.25) + softplus(0.25)) / 2, 6)
    const slope = (1 / (1 + Math.exp(-3.25)) - 1) / 2
    expect(gradients[0]![0]).toBeCloseTo(slope * 3 * 0.5, 6)
    expect(gradients[1]![0]).toBeCloseTo(slope * 3, 6)
    expect(gradients[1]![1]).toBe(0)
  })

  it.each([
    ['mlp', { embedding: 4, factors: 0, layers: [8] }],
    ['deep tower', { embedding: 4, factors: 0, layers: [8, 4] }],
    ['product', { embedding: 0, factors: 4, layers: [] }],
    ['neumf', { embedding: 4, factors: 4, layers: [8, 4] }],
  ])('agrees with differences of the loss: %s', async (_, part) => {
    const shape = { users: 3, items: 4, ...part }
    const parameters = initialize(shape, 0.5, new Random('gradient check'))
    const backend = await openBackend('wasm')
    const lossNow = async () => (await differentiate(backend, shape, parameters, batch)).loss
    const { gradients } = await differentiate(backend, shape, parameters, batch)
    const width = shape.embedding + shape.factors
    const step = 1e-3
    const checkOne = async (values: Float32Array, index: number, gradient: number) => {
      const kept = values[index]!
      values[index] = kept + step
      const above = await lossNow()
      values[index] = kept - step
      const below = await lossNow()
      values[index] = kept
      expect(Math.abs((above - below) / (2 * step) - gradient)).toBeLessThan(1e-3)
    }
    for (let k = 0; k < width; k++) {
      for (const [row, user] of batch.users.entries())
        await checkOne(parameters.userTable.values, user * width + k, gradients[0]![row * width + k]!)
      for (const [row, item] of batch.items.entries())
        await checkOne(parameters.itemTable.values, item * width + k, gradients[1]![row * width + k]!)
    }
    for (const [index, { values }] of parameters.dense.entries())
      for (let k = 0; k < values.length; k++) await checkOne(values, k, gradients[2 + index]![k]!)
  })
})

describe('trainNetwork', () => {
  const log = generateLog()
  const shape = { users: log.users, items: log.items, embedding: 8, factors: 0, layers: [32] }
  const plan = {
    epochs: 60,
    batchSize: 1024,
    learningRate: 0.03,
    negatives: 4,
    patience: 2,
    validationShare: 0.1,
    regularization: 0,
    initialDeviation: 0.1,
  }

  it('lowers the loss, reports each epoch and stops when validation gets no better', async () => {
    const epochs: { training: number; validation: number | null; score: number | null }[] = []
    const messages: string[] = []
    const context = contextOf({
      loss: (_epoch, training, validation, score) => epochs.push({ training, validation, score }),
      log: (text) => messages.push(text),
    })
    await trainNetwork(await openBackend('wasm'), shape, log, plan, context)
    expect(epochs.length).toBeLessThan(plan.epochs)
    expect(epochs.at(-1)!.training).toBeLessThan(0.8 * epochs[0]!.training)
    const scores = epochs.map(({ score }) => score!)
    const best = scores.indexOf(Math.max(...scores)) + 1
    expect(messages).toEqual([
      `Stopped after epoch ${epochs.length}: NDCG@10 on validation was best after epoch ${best}.`,
    ])
    for (const { validation } of epochs) expect(validation).toBeGreaterThan(0)
  })

  it('obeys a cancellation in the middle of an epoch', async () => {
    const stop = new AbortController()
    const context = contextOf({ signal: stop.signal, progress: () => stop.abort(new Error('stopped')) })
    const training = trainNetwork(
      await openBackend('wasm'),
      shape,
      log,
      { ...plan, epochs: 10_000, patience: 10_000 },
      context,
    )
    await expect(training).rejects.toThrow('stopped')
  })
})
