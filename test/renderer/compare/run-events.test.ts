import { describe, expect, it } from 'vitest'
import type { Lane, RunDetail } from '../../../main/contract/api/runs.ts'
import type { RunEvent } from '../../../main/contract/events.ts'
import { orderLanes } from '../../../renderer/compare/order-lanes.ts'
import { addEvents, emptyHistory, latestCurve } from '../../../renderer/compare/run-events.ts'

const lane = (model: number, label: string, state: Lane['state'] = 'running'): Lane => ({
  model,
  label,
  family: 'deep',
  state,
  folds: [],
  stage: '',
  secondsLeft: null,
  error: null,
})
const loss = (sequence: number, fold: number, epoch: number): RunEvent => ({
  sequence,
  at: sequence,
  type: 'loss',
  model: 0,
  fold,
  epoch,
  training: 1 / epoch,
  validation: null,
  score: null,
})

describe('addEvents', () => {
  it('gathers curves by model and fold and keeps the latest fold apart', () => {
    const history = addEvents(emptyHistory, [loss(1, 0, 1), loss(2, 0, 2), loss(3, 1, 1)], [lane(0, 'NeuMF')])
    expect(latestCurve(history, 0)).toMatchObject({ label: 'NeuMF', fold: 1, epochs: [1] })
    expect(history.curves.get('0:0')!.training).toEqual([1, 0.5])
  })

  it('adds an event once, however often it is told', () => {
    const once = addEvents(emptyHistory, [loss(1, 0, 1)], [])
    expect(addEvents(once, [loss(1, 0, 1)], [])).toBe(once)
  })

  it('logs a finished fold, and a failed one by the line that it writes itself', () => {
    const task = (sequence: number, state: 'done' | 'failed') =>
      ({
        sequence,
        at: 5,
        type: 'task',
        model: 0,
        fold: 2,
        state,
        stage: 's',
        fraction: 1,
        secondsLeft: null,
        error: 'No memory.',
      }) as const
    const line = { sequence: 3, at: 5, type: 'log', level: 'error', model: 0, text: 'Fold 3: No memory.' } as const
    expect(addEvents(emptyHistory, [task(1, 'done'), task(2, 'failed'), line], []).log).toEqual([
      { at: 5, level: 'done', model: 0, text: '#3' },
      { at: 5, level: 'error', model: 0, text: 'Fold 3: No memory.' },
    ])
  })
})

describe('orderLanes', () => {
  it('puts failed lanes first, then interrupted ones, then the best value so far', () => {
    const value = (mean: number) => ({ 'ndcg@10': { mean, low: null, high: null, folds: [], undefined: 0 } })
    const detail = {
      lanes: [lane(0, 'a'), lane(1, 'b'), lane(2, 'c', 'interrupted'), lane(3, 'd', 'failed'), lane(4, 'e')],
      results: {
        models: [
          { label: 'a', metrics: value(0.1) },
          { label: 'b', metrics: value(0.2) },
        ],
      },
    } as unknown as RunDetail
    expect(orderLanes(detail, 'ndcg@10').map(({ label }) => label)).toEqual(['d', 'c', 'b', 'a', 'e'])
  })
})
