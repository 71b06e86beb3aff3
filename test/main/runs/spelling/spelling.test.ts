import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spellings, type Experiment } from '../../../../main/contract/experiment.ts'
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
  })
  .map(({ name, column, models, seed }) =>
    complete({ data: { name, roles: { user: column } }, split: { kind: 'loo' }, models, metrics: ['ndcg@10'], seed }),
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
      'A k-fold split needs 2 or more folds.',
    ],
    [
      'flags',
      'npx recbench compare --data shop --split thirds --models ease --metrics ndcg@10',
      'There is no split "thirds".',
    ],
    ['flags', 'npx recbench compare --data a.csv --header --no-header', '--header and --no-header are both given.'],
    ['flags', "npx recbench compare --data 'shop", 'The command line has an open quote'],
    ['notebook', 'const x = 1', 'The cell has no call of dataset.'],
  ] as const)('refuses %s %j with a sentence', (spelling, given, sentence) => {
    expect(() => parseSpelling(given, spelling)).toThrow(sentence)
  })
})
