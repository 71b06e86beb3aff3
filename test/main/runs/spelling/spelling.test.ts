import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  corrections,
  searches,
  significanceTests,
  spellings,
  type Experiment,
} from '../../../../main/contract/experiment.ts'
import { complete, parseSpelling, spell } from '../../../../main/runs/spelling/index.ts'

const small = complete({
  data: { name: 'shop' },
  split: { kind: 'kfold', folds: 5 },
  models: [{ id: 'popularity' }],
  metrics: ['ndcg@10'],
})

const large = complete({
  data: {
    file: 'logs/u.data',
    roles: { user: 1, item: 2, value: 'my rating', time: 4 },
    encoding: 'latin-1',
    delimiter: '\t',
    header: false,
  },
  prepare: [
    { step: 'deduplicate', keep: 'last' },
    { step: 'kCore', user: 5, item: 5 },
    { step: 'events', weights: { view: 1, purchase: 5 }, off: true },
  ],
  split: { kind: 'time', train: 0.8 },
  models: [
    { id: 'ease', config: { regularization: [100, 250.5, 500] } },
    { id: 'mlp', config: { layers: [256, 64], dropout: 0.1, bias: false, loss: 'bce' } },
  ],
  metrics: ['ndcg@10', 'rmse'],
  threshold: 4,
  tuning: { search: 'grid', metric: 'ndcg@10', validation: 0.2 },
  policies: { rounds: 500, clip: 10 },
  significance: { test: 'wilcoxon', correction: 'benjamini-hochberg' },
  seed: 7,
  threads: 2,
  backend: 'wasm',
})

describe.each(spellings)('an experiment spelled as %s', (spelling) => {
  it.each([
    ['with every part', large],
    ['with defaults', small],
    [
      'with the split of given files',
      complete({
        ...small,
        data: {
          folds: [
            { train: 'a.gz', test: 'b.gz' },
            { train: 'c', test: 'd' },
          ],
        },
        split: { kind: 'given' },
      }),
    ],
    [
      'with a whole simulation',
      complete({
        ...small,
        policies: {
          lenses: ['simulation'],
          rounds: 9,
          delay: 2,
          batch: 3,
          warmStart: 4,
          world: {
            from: 'model',
            model: 'ease',
            reward: 'mixed',
            mix: { click: 1, conversion: 0.5, revenue: 0.01 },
            drift: { kind: 'gradual', every: 5 },
            turnover: { every: 7, arms: 2 },
            positions: 3,
            clicks: 'cascade',
          },
          loop: { rounds: 2, visiting: 0.25 },
          slates: [{ id: 'pbm-ucb', config: { decay: 0.5 } }],
          sequences: { policies: [{ id: 'dqn', config: { layers: [8, 4], double: false } }], world: 'trust' },
        },
      }),
    ],
  ])('reads back as the same experiment %s', (_name, experiment) => {
    expect(parseSpelling(spell(experiment, spelling), spelling)).toEqual(experiment)
  })

  it('reads back whatever its texts and numbers are', () => {
    fc.assert(
      fc.property(arbitraryExperiment, (experiment) => {
        expect(parseSpelling(spell(experiment, spelling), spelling)).toEqual(experiment)
      }),
      { numRuns: 200 },
    )
  })
})

const text = fc.string({
  minLength: 1,
  maxLength: 8,
  unit: fc.constantFrom(
    'a',
    'Z',
    '5',
    '-',
    '.',
    ' ',
    "'",
    '"',
    ',',
    ':',
    '=',
    '|',
    '%',
    '用',
    '$',
    '\\',
    '(',
    '}',
    '\n',
  ),
})
const key = fc.stringMatching(/^[a-z][a-zA-Z]{0,6}$/).filter((name) => !['id', 'model', 'config'].includes(name))
const setting = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
  text,
  fc.boolean(),
  fc.array(fc.integer({ min: 0, max: 4096 }), { minLength: 1, maxLength: 4 }),
  fc.array(
    fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
      text,
      fc.boolean(),
      fc.array(fc.integer({ min: 0, max: 4096 }), { maxLength: 3 }),
    ),
    { maxLength: 4 },
  ),
  fc
    .record({
      from: fc.double({ noNaN: true, noDefaultInfinity: true, min: 1e-9, max: 1e3 }),
      to: fc.double({ noNaN: true, noDefaultInfinity: true, min: 2e3, max: 1e9 }),
      scale: fc.constantFrom('log' as const, 'linear' as const),
    })
    .map((range) => range),
)
const tuning = fc.option(
  fc.record(
    {
      search: fc.constantFrom(...searches),
      metric: fc.constantFrom('ndcg@10', 'rmse', 'a:b=c'),
      validation: fc.double({ noNaN: true, min: 0.01, max: 0.9 }),
      folds: fc.integer({ min: 2, max: 9 }),
      trials: fc.integer({ min: 1, max: 99 }),
      patience: fc.integer({ min: 1, max: 9 }),
    },
    { requiredKeys: ['search', 'metric', 'validation'] },
  ),
  { nil: undefined },
)
const significance = fc.option(
  fc.record({
    test: fc.constantFrom(...significanceTests),
    correction: fc.constantFrom(...corrections),
    level: fc.double({ noNaN: true, min: 1e-9, max: 0.99 }),
  }),
  { nil: undefined },
)
const arbitraryExperiment: fc.Arbitrary<Experiment> = fc
  .record({
    name: fc.stringMatching(/^[a-z][a-z0-9.-]{0,8}$/),
    column: text.filter((column) => !/^\d+$/.test(column) && column.trim() === column && !column.startsWith('--')),
    models: fc.array(
      fc.record({
        id: fc.stringMatching(/^[a-z][a-z0-9-]{0,6}$/),
        config: fc.dictionary(key, setting, { maxKeys: 3, noNullPrototype: true }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    seed: fc.nat(),
    tuning,
    significance,
  })
  .map(({ name, column, models, seed, tuning, significance }) =>
    complete({
      data: { name, roles: { user: column } },
      split: { kind: 'loo' },
      models,
      metrics: ['ndcg@10'],
      seed,
      ...(tuning && { tuning }),
      ...(significance && { significance }),
    }),
  )

describe('parseSpelling', () => {
  it('expands the short forms of experiment.yaml', () => {
    const yaml = `
data: { file: u.data, roles: { user: 1, item: 2, value: 3, time: 4 } }
prepare: [{ deduplicate: last }, { kCore: 5 }]
split: { kind: kfold, folds: 5 }
models: [popularity, { id: ease, regularization: [100, 250, 500] }]
metrics: [ndcg@10, recall@20]
tuning: { search: grid, metric: ndcg@10, validation: 0.1 }
seed: 2020
engine: local
`
    expect(parseSpelling(yaml, 'yaml')).toMatchObject({
      prepare: [
        { step: 'deduplicate', keep: 'last' },
        { step: 'kCore', user: 5, item: 5 },
      ],
      models: [
        { id: 'popularity', config: {} },
        { id: 'ease', config: { regularization: [100, 250, 500] } },
      ],
    })
  })

  it('reads a search by its short form: ranges, candidates, and the first metric when none is named', () => {
    const line =
      'recbench compare --data shop --split loo --models ease:regularization=1..1000,bpr:negatives=popularity|uniform:regularization=0..1@linear,mlp:layers=64-32|16- --metrics ndcg@10,rmse --tuning tpe:trials=5:folds=3'
    expect(parseSpelling(line, 'flags')).toMatchObject({
      models: [
        { id: 'ease', config: { regularization: { from: 1, to: 1000, scale: 'log' } } },
        {
          id: 'bpr',
          config: { negatives: ['popularity', 'uniform'], regularization: { from: 0, to: 1, scale: 'linear' } },
        },
        { id: 'mlp', config: { layers: [[64, 32], [16]] } },
      ],
      tuning: { search: 'tpe', metric: 'ndcg@10', trials: 5, folds: 3, validation: 0.1 },
    })
  })

  it('reads a notebook call written by hand', () => {
    const cell = `
import { dataset, crossValidate } from 'recbench'
const log = await dataset('shop')
const result = await crossValidate(log.split({ kind: 'kfold', folds: 3 }), ['popularity', { model: 'ease', regularization: 250 }], { metrics: ['ndcg@10'] })
`
    expect(parseSpelling(cell, 'notebook')).toMatchObject({
      data: { name: 'shop' },
      split: { folds: 3 },
      models: [{ id: 'popularity' }, { id: 'ease', config: { regularization: 250 } }],
    })
  })

  it.each([
    ['yaml', 'just text', 'The experiment file holds no mapping.'],
    ['yaml', 'data: [', 'The experiment is not YAML'],
    ['json', '{', 'The experiment is not JSON'],
    ['flags', 'npx recbench compare --modls ease', '"--modls" is not an option of recbench compare.'],
    [
      'flags',
      'npx recbench compare --data shop --split kfold:1 --models ease --metrics ndcg@10',
      'The setting "folds" of the split kfold is 1: 1 is below 2.',
    ],
    [
      'flags',
      'npx recbench compare --data shop --split thirds --models ease --metrics ndcg@10',
      'There is no split "thirds".',
    ],
    ['flags', 'npx recbench compare --data a.csv --header --no-header', '--header and --no-header are both given.'],
    ['flags', "npx recbench compare --data 'shop", 'The command line has an open quote'],
    [
      'flags',
      'recbench compare --data shop --split loo --models ease:regularization=0..10 --metrics ndcg@10',
      'A logarithmic range starts above 0',
    ],
    [
      'flags',
      'recbench compare --data shop --split loo --models ease --metrics ndcg@10 --tuning tpe:trials=many',
      '"trials=many" in --tuning tpe:trials=many is not a number.',
    ],
    ['notebook', 'const x = 1', 'The cell has no call of dataset.'],
  ] as const)('refuses %s %j with a sentence', (spelling, given, sentence) => {
    expect(() => parseSpelling(given, spelling)).toThrow(sentence)
  })
})
