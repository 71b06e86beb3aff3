import { expect, it } from 'vitest'
import { toUserColumns } from '../../../../main/host/jobs/user-columns.ts'
import type { TaskOutcome } from '../../../../main/evaluation/task.ts'

const outcome = (model: number, fold: number, users: number[], perUser: Record<string, number[]>): TaskOutcome => ({
  model,
  fold,
  config: {},
  backend: 'javascript',
  seconds: { train: 0, evaluate: 0 },
  users: Int32Array.from(users),
  perUser: Object.fromEntries(Object.entries(perUser).map(([name, values]) => [name, Float64Array.from(values)])),
  overall: {},
  errors: null,
  tieRate: 0,
  listLength: 0,
  lists: new Int32Array(),
  scores: new Float32Array(),
  tuned: [],
})

it('puts the per-user values of all folds and models into one long table', () => {
  const outcomes = [outcome(0, 0, [1], { 'ndcg@10': [0.5] }), outcome(1, 1, [0, 1], { 'ndcg@10': [1, Number.NaN] })]
  expect(toUserColumns(['popularity', 'ease'], outcomes, ['ann', 'bob'])).toEqual({
    model: ['popularity', 'ease', 'ease'],
    fold: Int32Array.of(0, 1, 1),
    user: ['bob', 'ann', 'bob'],
    'ndcg@10': Float64Array.of(0.5, 1, Number.NaN),
  })
})

it('is null when nobody was evaluated', () => {
  expect(toUserColumns(['popularity'], [], [])).toBeNull()
})
