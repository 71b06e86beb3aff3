import { describe, expect, it } from 'vitest'
import { buildInteractions, selectRows } from '../../../main/data/interactions.ts'
import { scoreBlock } from '../../../main/evaluation/score-block.ts'
import type { Model } from '../../../main/recommenders/recommender.ts'
import { experimentOf, logOf, quiet, runAll } from '../../helpers/experiments.ts'
import { makeFolds } from '../../../main/evaluation/splits/all.ts'
import { runTask } from '../../../main/evaluation/run-task.ts'

const model: Model = {
  score: (users, into) => users.forEach((user, row) => into.fill(user, row * 3, row * 3 + 3)),
  scoreHistory: (items, values, into) => void into.fill(100 + items.length + (values?.[0] ?? 0)),
  save: () => new Uint8Array(),
}

describe('scoring a block of users', () => {
  it('folds in what is shown, with its values, and asks the model for all others', async () => {
    const shown = buildInteractions(logOf([[1, 0, 0.5], [1, 2, 4]], 3, 3)) // prettier-ignore
    const into = new Float64Array(9)
    await scoreBlock(model, Int32Array.of(0, 1, 2), into, 3, shown)
    expect([...into]).toEqual([0, 0, 0, 102.5, 102.5, 102.5, 2, 2, 2])
  })

  it('refuses a model that cannot fold in', async () => {
    const shown = buildInteractions(logOf([[0, 0]], 1, 3))
    const { score, save } = model
    const block = new Float64Array(3)
    await expect(scoreBlock({ score, save }, Int32Array.of(0), block, 3, shown)).rejects.toThrow('cannot fold in')
  })
})

describe('strong generalisation', () => {
  const log = logOf(Array.from({ length: 240 }, (_, i) => [i % 12, (5 * (i % 12) + Math.floor(i / 12)) % 30, 1, i]))
  const folds = makeFolds(log, { kind: 'strong', users: 0.3 }, 3)

  it('tests the held-out users with what they were shown masked', async () => {
    const experiment = experimentOf({ models: [{ id: 'ease' }], split: { kind: 'strong', users: 0.3 } })
    const [outcome] = await runAll(experiment, log, folds)
    const shown = selectRows(log, folds[0]!.foldIn!)
    const users = new Set([...folds[0]!.test].map((row) => log.user[row]!))
    expect(outcome!.users.length).toBeGreaterThan(0)
    for (const [row, user] of outcome!.users.entries()) {
      expect(users.has(user)).toBe(true)
      const seen = shown.byUser.indices.subarray(shown.byUser.offsets[user], shown.byUser.offsets[user + 1])
      const list = outcome!.lists.subarray(row * outcome!.listLength, (row + 1) * outcome!.listLength)
      expect([...list].filter((item) => seen.includes(item))).toEqual([])
    }
  })

  it('folds histories into networks too', { timeout: 60_000 }, async () => {
    const models = [{ id: 'mlp', config: { epochs: 1, embeddingSize: 4, layers: [8] } }]
    const experiment = experimentOf({ models, split: { kind: 'strong' } })
    const outcome = await runTask({ experiment, log, folds, model: 0, fold: 0 }, { ...quiet, backend: 'wasm' })
    expect(outcome.users.length).toBeGreaterThan(0)
  })
})
