import { describe, expect, it } from 'vitest'
import type { RecipeStep } from '../../../../main/contract/experiment.ts'
import { readPrepared, readVocabulary } from '../../../../main/data/prepared.ts'
import { openService, task } from '../open-service.ts'

const log = `user,item,rating,event,timestamp,country
a,x,1,view,2024-01-01 10:00:00,de
a,x,5,buy,2024-01-02 10:00:00,de
a,y,3,view,2024-01-03 10:00:00,de
b,x,,view,2024-01-04 10:00:00,fr
b,z,4,cart,2024-01-05 10:00:00,fr
c,y,2,view,2024-01-06 10:00:00,
`

async function open(content = log) {
  const { service, load } = await openService()
  await load('shopping.csv', content)
  return async (...recipe: RecipeStep[]) => {
    const prepared = await service.prepare({ name: 'shopping', recipe }, task)
    return {
      prepared,
      columns: readPrepared(prepared),
      names: readVocabulary(prepared),
      steps: prepared.recipe.map(({ step, rowsAfter }) => [step.step, rowsAfter]),
    }
  }
}

describe('a recipe', () => {
  it('drops what lacks a value where others have one, and says so', async () => {
    const prepare = await open()
    expect((await prepare()).steps).toEqual([['dropMissing', 5]])
  })

  it('keeps the first or the last event of a user and item', async () => {
    const prepare = await open()
    const first = await prepare({ step: 'deduplicate', keep: 'first' })
    expect([...first.columns.value!]).toEqual([1, 3, 4, 2])
    const last = await prepare({ step: 'deduplicate', keep: 'last' })
    expect([...last.columns.value!]).toEqual([5, 3, 4, 2])
  })

  it('keeps values in a range, both ends included', async () => {
    const prepare = await open()
    const { columns } = await prepare({ step: 'valueRange', minimum: 2, maximum: 4 })
    expect([...columns.value!]).toEqual([3, 4, 2])
  })

  it('shrinks to a core until nothing changes', async () => {
    const prepare = await open('user,item\na,x\na,y\nb,x\nb,y\nc,y\nc,z\nd,z\n')
    // Item z has two users until d goes, who has one item; then c has one item left and goes too.
    const { names, steps } = await prepare({ step: 'kCore', user: 2, item: 2 })
    expect(steps).toEqual([['kCore', 4]])
    expect(names).toEqual({ users: ['a', 'b'], items: ['x', 'y'] })
  })

  it('turns events into weights and leaves out those without one', async () => {
    const prepare = await open()
    const { columns } = await prepare({ step: 'events', weights: { view: 1, buy: 4, cart: 0 } })
    expect([...columns.value!]).toEqual([1, 4, 1, 1, 1])
  })

  it('takes a whole day at the end of a time window', async () => {
    const prepare = await open()
    const { columns } = await prepare({ step: 'timeWindow', from: '2024-01-02', to: '2024-01-03' })
    expect([...columns.value!]).toEqual([5, 3])
  })

  it('filters by any column, missing values kept', async () => {
    const prepare = await open()
    expect((await prepare({ step: 'filter', column: 'country', not: 'de' })).names.users).toEqual(['b', 'c'])
  })

  it('drops rows that lack a role', async () => {
    const prepare = await open()
    expect((await prepare({ step: 'dropMissing', roles: ['value'] })).steps).toEqual([['dropMissing', 5]])
  })

  it('samples the same rows for a seed, about the share asked for', async () => {
    const rows = Array.from({ length: 4000 }, (_, i) => `u${i % 50},i${i}`).join('\n')
    const prepare = await open(`user,item\n${rows}\n`)
    const one = await prepare({ step: 'sample', fraction: 0.25, seed: 1 })
    const same = await prepare(
      { step: 'sample', fraction: 0.25, seed: 1 },
      { step: 'sample', fraction: 0.5, seed: 9, off: true },
    )
    const other = await prepare({ step: 'sample', fraction: 0.25, seed: 2 })
    expect(one.prepared.rows).toBeGreaterThan(900)
    expect(one.prepared.rows).toBeLessThan(1100)
    expect(same.prepared.hash).toBe(one.prepared.hash)
    expect(other.prepared.hash).not.toBe(one.prepared.hash)
  })

  it('writes identifiers as keyed hashes that another key does not give', async () => {
    const prepare = await open()
    const { names, columns } = await prepare({ step: 'anonymise', key: 'secret' })
    expect(names.users[0]).toMatch(/^[0-9a-f]{16}$/)
    expect((await prepare({ step: 'anonymise', key: 'other' })).names.users[0]).not.toBe(names.users[0])
    expect([...columns.user]).toEqual([...(await prepare()).columns.user])
  })

  it('leaves a step that is off out, and shows it', async () => {
    const prepare = await open()
    expect((await prepare({ step: 'valueRange', minimum: 5, off: true })).steps).toEqual([
      ['valueRange', 6],
      ['dropMissing', 5],
    ])
  })

  it('refuses a step that leaves nothing or needs what is not there', async () => {
    const prepare = await open('user,item\na,x\n')
    await expect(prepare({ step: 'kCore', user: 9, item: 9 })).rejects.toMatchObject({
      code: 'invalid-parameter',
      message: expect.stringContaining('leaves none of 1 rows'),
    })
    await expect(prepare({ step: 'timeWindow', from: '2024-01-01' })).rejects.toMatchObject({
      message: expect.stringContaining('needs the role time'),
    })
    await expect(prepare({ step: 'filter', column: 'nope', not: '1' })).rejects.toMatchObject({
      remedy: expect.stringContaining('item'),
    })
  })

  it('remembers the latest recipe of a data set', async () => {
    const { service, load } = await openService()
    await load('shopping.csv', log)
    await service.prepare({ name: 'shopping', recipe: [{ step: 'valueRange', minimum: 4 }] }, task)
    expect((await service.get({ name: 'shopping' }, task)).recipe).toEqual([
      { step: { step: 'valueRange', minimum: 4 }, rowsBefore: 6, rowsAfter: 2 },
    ])
  })
})

describe('given folds', () => {
  it('become one log with the rows of each part', async () => {
    const { service, write } = await openService()
    const train = write('t.csv', 'user,item,timestamp\na,x,881250940\nb,x,881250941\n')
    const test = write('e.csv', 'user,item,timestamp\na,y,881250939\nc,z,881250942\n')
    const { log: prepared, folds } = await service.prepareFolds(
      {
        folds: [
          { train, test },
          { train: test, test: train },
        ],
        options: {},
      },
      task,
    )
    expect(prepared).toMatchObject({ users: 3, items: 3, rows: 4 })
    expect(folds.map((fold) => [[...fold.train], [...fold.test]])).toEqual([
      [
        [1, 2],
        [0, 3],
      ],
      [
        [0, 3],
        [1, 2],
      ],
    ])
  })
})
