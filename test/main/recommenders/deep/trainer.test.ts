import { describe, expect, it } from 'vitest'
import { trainNetwork } from '../../../../main/recommenders/deep/trainer.ts'
import { contextOf } from '../../../conformance/recommender.ts'
import { generateLog } from '../../../fixtures/logs.ts'

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
      backend: 'wasm',
      loss: (_epoch, training, validation, score) => epochs.push({ training, validation, score }),
      log: (text) => messages.push(text),
    })
    await trainNetwork(shape, log, plan, context)
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
    const context = contextOf({
      backend: 'wasm',
      signal: stop.signal,
      progress: () => stop.abort(new Error('stopped')),
    })
    const training = trainNetwork(shape, log, { ...plan, epochs: 10_000, patience: 10_000 }, context)
    await expect(training).rejects.toThrow('stopped')
  })
})
