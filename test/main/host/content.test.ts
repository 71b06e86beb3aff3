import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { finish } from '../../../main/contract/client.ts'
import type { PushList, RecommendedList, SegmentGroup } from '../../../main/contract/api/recommend.ts'
import type { RunResults } from '../../../main/contract/api/runs.ts'
import { pushCsv } from '../../../main/contract/push-csv.ts'
import { openLocal, type LocalHost } from '../../../main/host/local.ts'
import { generateLog } from '../../fixtures/logs.ts'

let folder: string
let local: LocalHost
const source = { file: '', items: '', itemKey: 'code' }

/** The generated log as files: events, and a table of items under names that are not looked for. */
async function writeFiles() {
  const { user, item, time, side } = generateLog()
  const rows = Array.from(user, (owner, row) => `u${owner},i${item[row]},${new Date(time![row]! * 1000).toISOString()}`)
  const kinds = side!.items!.categories[0]!.values
  const titles = side!.items!.texts[0]!.values
  source.file = path.join(folder, 'sales.csv')
  source.items = path.join(folder, 'catalogue.txt')
  await writeFile(source.file, `user,item,time\n${rows.join('\n')}\n`)
  await writeFile(
    source.items,
    `code;title;genres\n${titles.map((title, number) => `i${number};${title};${kinds[number]!.join('|')}`).join('\n')}\n`,
  )
}

async function compare(threads: number): Promise<RunResults> {
  const models = [
    { id: 'content' },
    { id: 'calibrated', config: { base: 'item-knn(neighbours=10)', candidates: 30 } },
    { id: 'stacking', config: { models: 'content + item-knn' } },
  ]
  const split = { kind: 'kfold', folds: 2 } as const
  const { job } = await local.client.call('runs/start', {
    experiment: { data: source, split, models, metrics: ['ndcg@10'], threads },
  } as never)
  return (await local.client.call('jobs/result', { job })) as RunResults
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'recbench-content-'))
  await writeFiles()
  local = await openLocal({ workspace: path.join(folder, 'workspace'), shell: 'test' })
})
afterAll(async () => {
  await local.close()
  await rm(folder, { recursive: true, force: true })
})

describe('a log with a named table of items', () => {
  let results: RunResults
  beforeAll(async () => {
    results = await compare(1)
  })

  it('trains models of content and models of models in threads, to the same numbers for any number of them', async () => {
    expect(results.models.map(({ state, error }) => ({ state, error }))).toEqual(
      results.models.map(() => ({ state: 'done', error: null })),
    )
    const again = await compare(2)
    expect(again.models.map(({ metrics }) => metrics)).toEqual(results.models.map(({ metrics }) => metrics))
    expect(again.segments).toEqual(results.segments)
  })

  it('is evaluated by segment, with strata named by the categories of the table', () => {
    expect(results.segments!.map(({ by }) => by)).toEqual(['activity', 'rfm', 'interest'])
    expect(results.segments![2]!.segments[0]!.name).toMatch(/^1: taste \d/)
    expect(results.segments![0]!.models.map(({ label }) => label)).toEqual(['content', 'calibrated', 'stacking'])
  })

  it('explains a recommendation by what items have in common', async () => {
    const query = { data: results.data.name, models: [{ id: 'content' }], user: 'u1', k: 3 }
    const [list] = await finish<readonly RecommendedList[]>(
      local.client,
      local.client.call('recommend/lists', query as never),
    )
    const { contributions, exact } = list!.items[0]!.explanation!
    expect(exact).toBe(true)
    expect(contributions[0]!.shared!.some((name) => name.startsWith('category = taste'))).toBe(true)
  })

  it('gives the groups of its users, and whom of a group to tell of an item', async () => {
    const { name: data } = results.data
    const groups = await finish<readonly SegmentGroup[]>(
      local.client,
      local.client.call('recommend/segments', { data } as never),
    )
    const heavy = groups[0]!.segments[2]!
    const push = (more: object) =>
      finish<PushList>(
        local.client,
        local.client.call('recommend/push', {
          data,
          model: { id: 'item-knn' },
          segment: 'activity:heavy',
          ...more,
        } as never),
      )
    const list = await push({ items: ['i5'], limit: 20 })
    expect(list.segment).toEqual({ name: 'heavy', users: heavy.users })
    const { users, item, title } = list.items[0]!
    expect([item, title]).toEqual(['i5', 'black vase 5'])
    expect(users.map(({ rank }) => rank)).toEqual(users.map(({ rank }) => rank).toSorted((a, b) => a - b))
    for (const { user } of users) {
      const { events } = await local.client.call('data/history', { name: data, user })
      expect(events.map((event) => event.item)).not.toContain('i5')
    }
    expect((await push({ top: 3 })).items).toHaveLength(3)
    await expect(push({ segment: 'activity:lazy' })).rejects.toThrow(/no segment "lazy"/)
    await expect(push({ items: ['x5'] })).rejects.toThrow(/no item "x5"/)
  })
})

it('writes a push list that a spreadsheet cannot run', () => {
  const items = [{ item: '=1+1', title: 'a "b"', category: null, users: [{ user: '@u', rank: 1, score: 0.5 }] }]
  expect(pushCsv({ model: 'ease', segment: { name: 's', users: 1 }, items, seconds: 0 })).toBe(
    `item,title,user,rank,score\n"'=1+1","a ""b""","'@u",1,0.500000\n`,
  )
})
