import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spellings, type CandidatePlan, type ExperimentInput } from '../../../../main/contract/experiment.ts'
import type { Field, Settings } from '../../../../main/contract/settings.ts'
import { describeSplit, splitKinds, splitSettings, type SplitPlan } from '../../../../main/contract/splits.ts'
import { parseSplit } from '../../../../main/runs/spelling/split.ts'
import { complete, parseSpelling, spell } from '../../../../main/runs/spelling/index.ts'

const valueOf = (field: Field): fc.Arbitrary<unknown> => {
  if (field.kind === 'choice') return fc.constantFrom(...field.options)
  if (field.kind !== 'number') return fc.constant(field.default)
  const { minimum: min, maximum: max } = field
  return field.integer ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true }).map((x) => x + 0)
}

const planOf = (kind: SplitPlan['kind']) => {
  const settings: Settings = splitSettings[kind]
  const fields = Object.fromEntries(Object.entries(settings).map(([name, field]) => [name, valueOf(field)]))
  return fc.record(fields, { requiredKeys: [] }).map((values) => ({ kind, ...values }) as SplitPlan)
}

const candidates: fc.Arbitrary<CandidatePlan> = fc.oneof(
  fc.constant({ kind: 'all' as const }),
  fc.record({
    kind: fc.constantFrom('uniform' as const, 'popularity' as const),
    negatives: fc.integer({ min: 1, max: 5000 }),
  }),
  fc.record({
    kind: fc.constant('file' as const),
    file: fc.stringMatching(/^[a-z/ :.=]{1,12}$/).filter((text) => text.trim() !== ''),
  }),
)

const experimentOf = (part: Partial<ExperimentInput>) =>
  complete({ data: { name: 'shop' }, split: { kind: 'loo' }, models: [{ id: 'ease' }], metrics: ['ndcg@10'], ...part })

describe.each(spellings)('a split spelled as %s', (spelling) => {
  it.each(splitKinds)('%s reads back as the same plan, whatever its settings', (kind) => {
    fc.assert(
      fc.property(planOf(kind), (split) => {
        const experiment = experimentOf({ split })
        expect(parseSpelling(spell(experiment, spelling), spelling)).toEqual(experiment)
      }),
      { numRuns: 40 },
    )
  })

  it('reads back candidates and files with a validation part', () => {
    fc.assert(
      fc.property(candidates, (plan) => {
        const experiment = experimentOf({ candidates: plan })
        expect(parseSpelling(spell(experiment, spelling), spelling)).toEqual(experiment)
      }),
      { numRuns: 40 },
    )
    const folds = [{ train: 'a.train', validation: 'a.valid', test: 'a.test' }]
    const own = experimentOf({ data: { folds }, split: { kind: 'given' } })
    expect(parseSpelling(spell(own, spelling), spelling)).toEqual(own)
  })
})

describe('the short form of a split', () => {
  it('holds the amount and the other settings by name', () => {
    expect(parseSplit('kfold:5,over=users,holdout=3')).toEqual({ kind: 'kfold', folds: 5, over: 'users', holdout: 3 })
    expect(parseSplit('strong')).toEqual({ kind: 'strong' })
    expect(parseSplit('strong:0.2, order=time')).toEqual({ kind: 'strong', users: 0.2, order: 'time' })
  })

  it('is shown with its amount and with what differs from a default', () => {
    expect(describeSplit({ kind: 'kfold' })).toBe('kfold:5')
    expect(describeSplit({ kind: 'kfold', folds: 3, over: 'interactions', repeats: 2 })).toBe('kfold:3,repeats=2')
    expect(describeSplit({ kind: 'loo' })).toBe('loo')
  })

  it.each([
    ['thirds', 'There is no split "thirds".'],
    ['loo:2', 'There is no split "loo:2".'],
    ['kfold:5:2', 'There is no split "kfold:5:2".'],
    ['kfold:5,by=user', '"by=user" is not a setting of the split kfold.'],
    ['kfold:5,over', '"over" is not a setting of the split kfold.'],
  ])('refuses %s with a sentence', (text, sentence) => {
    expect(() => parseSplit(text)).toThrow(sentence)
  })

  it.each([
    [{ kind: 'kfold', folds: 1 }, 'The setting "folds" of the split kfold is 1: 1 is below 2.'],
    [{ kind: 'time', train: 1.5 }, 'The setting "train" of the split time is 1.5: 1.5 is above 0.999.'],
    [{ kind: 'ratio', by: 'item' }, 'The setting "by" of the split ratio is "item": Choose one of log, user.'],
  ])('is checked: %j', (split, sentence) => {
    expect(() => experimentOf({ split: split as SplitPlan })).toThrow(sentence)
  })
})
