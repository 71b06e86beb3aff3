import { describe, expect, it } from 'vitest'
import { splitKinds } from '../../../../main/contract/splits.ts'
import { makeFolds, splits } from '../../../../main/evaluation/splits/all.ts'
import { behavesLikeSplit } from '../../../conformance/split.ts'
import { logOf } from '../../../helpers/experiments.ts'

behavesLikeSplit('time', { kind: 'time', train: 0.7 }, { respectsTime: true })
behavesLikeSplit(
  'rolling, growing',
  { kind: 'rolling', windows: 3, test: 0.15 },
  { respectsTime: true, usesAll: false },
)
behavesLikeSplit(
  'rolling, sliding',
  { kind: 'rolling', windows: 2, test: 0.2, train: 0.3 },
  { respectsTime: true, usesAll: false },
)
behavesLikeSplit('last', { kind: 'last', items: 2 })
behavesLikeSplit('last share', { kind: 'last', items: 0.3 })
behavesLikeSplit('loo', { kind: 'loo' })
behavesLikeSplit('kfold', { kind: 'kfold', folds: 3 })
behavesLikeSplit('kfold repeated', { kind: 'kfold', folds: 2, repeats: 3 })
behavesLikeSplit('kfold over users', { kind: 'kfold', folds: 3, over: 'users', holdout: 2 })
behavesLikeSplit('kfold over users, at random', { kind: 'kfold', folds: 2, over: 'users', order: 'random', repeats: 2 })
behavesLikeSplit('ratio', { kind: 'ratio', train: 0.7 })
behavesLikeSplit('ratio by user, repeated', { kind: 'ratio', train: 0.7, by: 'user', repeats: 2 })
behavesLikeSplit('strong', { kind: 'strong', users: 0.3 })
behavesLikeSplit('strong, earliest shown', { kind: 'strong', users: 0.3, foldIn: 0.5, order: 'time' })
behavesLikeSplit('cold-users', { kind: 'cold-users', share: 0.3 })
behavesLikeSplit('cold-users with first events', { kind: 'cold-users', share: 0.3, foldIn: 0.4 })
behavesLikeSplit('cold-items', { kind: 'cold-items', share: 0.2 })

describe('the catalogue of splits', () => {
  it('is described for forms, global time first', () => {
    expect(splits.map(({ kind }) => kind)).toEqual(splitKinds)
    expect(splits[0]!.kind).toBe('time')
    for (const { title, summary, source } of splits) expect([title, summary, source]).not.toContain('')
  })

  it('refuses to make up a given split', () => {
    expect(() => makeFolds(logOf([[0, 0]]), { kind: 'given' }, 1)).toThrow(/needs the files of its folds/)
  })
})
