import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../../main/contract/events.ts'
import type { JobState } from '../../../main/contract/progress.ts'
import { LaneTracker } from '../../../main/runs/lanes.ts'
import { complete } from '../../../main/runs/spelling/index.ts'

const experiment = complete({
  data: { name: 'shop' },
  split: { kind: 'kfold', folds: 2 },
  models: [{ id: 'popularity' }, { id: 'random' }],
  metrics: ['ndcg@10'],
})

function track(...events: [model: number, fold: number, state: JobState, at: number, fraction?: number][]) {
  const tracker = new LaneTracker({ experiment, labels: ['popularity', 'random'], families: ['baseline', 'baseline'] })
  events.forEach(([model, fold, state, at, fraction = 0], sequence) =>
    tracker.add({ type: 'task', sequence, at, model, fold, state, stage: '', fraction, secondsLeft: null } as RunEvent),
  )
  return tracker
}

describe('LaneTracker', () => {
  it('shows every fold of every model as queued before anything happened', () => {
    const [lane] = track().lanes('queued')
    expect(lane).toMatchObject({
      state: 'queued',
      folds: [{ state: 'queued' }, { state: 'queued' }],
      secondsLeft: null,
    })
  })

  it('estimates a lane from its finished fold: 4 s for one fold, half of the other done, leaves 2 s', () => {
    const tracker = track(
      [0, 0, 'running', 1000],
      [0, 0, 'done', 5000],
      [0, 1, 'running', 5000],
      [0, 1, 'running', 7000, 0.5],
    )
    expect(tracker.lanes('running', 7000)[0]!.secondsLeft).toBe(2)
  })

  it('estimates from the share done while no fold has finished: a quarter in 1 s leaves 7 s for two folds', () => {
    const tracker = track([0, 0, 'running', 0.1], [0, 0, 'running', 1000.1, 0.25])
    expect(tracker.lanes('running', 1000.1)[0]!.secondsLeft).toBeCloseTo(7)
  })

  it('counts the run as the mean over its tasks', () => {
    expect(track([0, 0, 'done', 1], [0, 1, 'running', 2, 0.5]).fraction()).toBe(1.5 / 4)
  })

  it('tells no time for the run while one of its models has not begun', () => {
    expect(track([0, 0, 'running', 1], [0, 0, 'done', 2]).secondsLeft(2)).toBeNull()
  })

  it('shows what was under way in a run that died as interrupted, with the folds that were done', () => {
    const [lane] = track([0, 0, 'running', 1], [0, 0, 'done', 2], [0, 1, 'running', 2]).lanes('interrupted')
    expect(lane).toMatchObject({ state: 'interrupted', folds: [{ state: 'done' }, { state: 'interrupted' }] })
  })

  it('begins anew with the folds that were not done when the run is resumed, and keeps the times of the others', () => {
    const tracker = track(
      [0, 0, 'running', 0.1],
      [0, 0, 'done', 1000.1],
      [0, 1, 'running', 1000, 0.4],
      [1, 0, 'failed', 3],
    )
    tracker.add({ type: 'state', sequence: 9, at: 90_000, state: 'running', error: null })
    tracker.add({
      type: 'task',
      sequence: 10,
      at: 90_001,
      model: 0,
      fold: 0,
      state: 'done',
      stage: '',
      fraction: 1,
      secondsLeft: null,
    })
    const [first, second] = tracker.lanes('running', 90_002)
    expect(first!.folds.map((fold) => fold.state)).toEqual(['done', 'queued'])
    expect(first!.secondsLeft).toBe(1)
    expect(second!.state).toBe('queued')
  })
})
