import { describe, expect, it } from 'vitest'
import { readBanditLog } from '../../../main/data/prepared.ts'
import { openService, task } from './open-service.ts'

describe('samples', () => {
  it('open with the rows they promise, and only once', { timeout: 120_000 }, async () => {
    const { service } = await openService()
    for (const { id, rows } of await service.samples({}, task)) {
      const summary = await service.openSample({ id }, task)
      expect([id, summary.accepted, summary.rejected, summary.data]).toEqual([id, rows, 0, id])
    }
    expect((await service.samples({}, task)).every(({ imported }) => imported)).toBe(true)
    await service.openSample({ id: 'shop' }, task)
    expect(await service.list({}, task)).toHaveLength(5)
  })

  it('show titles in English and Chinese, categories and segments', async () => {
    const { service } = await openService()
    await service.openSample({ id: 'shop' }, task)
    const detail = await service.get({ name: 'shop' }, task)
    expect(detail.tables.map(({ name }) => name)).toEqual(['interactions', 'items', 'users', 'joined'])
    const [tea] = await service.itemSearch({ name: 'shop', query: 'oak teapot', limit: 1 }, task)
    expect(tea).toEqual({ item: 'P0001', title: 'Oak teapot', category: 'Kitchen' })
    const items = await service.rows(
      {
        name: 'shop',
        table: 'items',
        filters: [{ kind: 'contains', column: 'title_zh', text: '橡木茶壶' }],
        sort: [],
        offset: 0,
        limit: 5,
      },
      task,
    )
    expect(items.matching).toBe(1)
  })

  it('refuse an id that is not there with those that are', async () => {
    const { service } = await openService()
    await expect(service.openSample({ id: 'x' }, task)).rejects.toMatchObject({
      code: 'not-found',
      remedy: expect.stringContaining('shop-exposures'),
    })
  })
})

describe('a bandit log', () => {
  it('of the Open Bandit Dataset has 46 actions, 3 positions and uniform propensities', async () => {
    const { service } = await openService()
    await service.openSample({ id: 'open-bandit-women' }, task)
    const log = await service.banditLog({ name: 'open-bandit-women' }, task)
    expect(log).toMatchObject({ rounds: 10_000, actions: 46, positions: 3 })
    expect(log.actionNames.slice(0, 3)).toEqual(['0', '1', '2'])
    const { reward, propensity, context } = readBanditLog(log)
    expect(reward.reduce((sum, r) => sum + r, 0)).toBe(46)
    expect(propensity.every((p) => Math.abs(p - 1 / 46) < 1e-9)).toBe(true)
    expect(context).toHaveLength(10_000 * log.contextSize)
    expect(await service.banditLog({ name: 'open-bandit-women' }, task)).toEqual(log)
  })

  it('keeps file order, numbers positions from 0 and turns features into 0 and 1', async () => {
    const { service, load } = await openService()
    await load(
      'rounds.csv',
      'user_id,item_id,position,click,propensity_score,timestamp,user_feature_0,context_size\nu,b,2,1,0.5,2024-01-02,red,3\nu,a,1,0,0.25,2024-01-01,blue,\n',
    )
    const log = await service.banditLog({ name: 'rounds' }, task)
    expect(log).toMatchObject({ rounds: 2, actions: 2, positions: 2, contextSize: 3, actionNames: ['a', 'b'] })
    const columns = readBanditLog(log)
    expect([...columns.action]).toEqual([1, 0])
    expect([...columns.position]).toEqual([1, 0])
    expect([...columns.propensity]).toEqual([0.5, 0.25])
    expect([...columns.context!]).toEqual([0, 1, 3, 1, 0, 0])
  })

  it('is refused without propensities', async () => {
    const { service, load } = await openService()
    await load('plain.csv', 'user,item,rating\n1,2,3\n')
    await expect(service.banditLog({ name: 'plain' }, task)).rejects.toMatchObject({ code: 'unsupported' })
  })
})

describe('writeParquet', () => {
  it('writes columns that import again', async () => {
    const { service, folder } = await openService()
    const file = `${folder}/out/lists.parquet`
    await service.writeParquet(
      {
        file,
        columns: {
          user: ['a', 'b'],
          item: ['x', '=y'],
          rating: Float64Array.of(0.5, NaN),
          timestamp: Int32Array.of(881250949, 881250950),
        },
      },
      task,
    )
    expect(await service.import({ file, options: {} }, task)).toMatchObject({
      accepted: 2,
      roles: { user: 'user', item: 'item', value: 'rating', time: 'timestamp' },
    })
    await expect(service.writeParquet({ file, columns: { a: ['1'], b: [] } }, task)).rejects.toMatchObject({
      code: 'invalid-parameter',
    })
  })
})
