import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkName, suggestName } from '../../../../main/data/engine/catalog.ts'
import { openDatabase } from '../../../../main/data/engine/database.ts'
import { quoteText } from '../../../../main/data/engine/values.ts'
import { temporaryFolder } from '../open-service.ts'

const { signal } = new AbortController()

describe('the database of a workspace', () => {
  it('reaches no file outside its temporary folder, and lets nobody change that', async () => {
    const folder = temporaryFolder()
    const secret = path.join(folder, 'secret.csv')
    writeFileSync(secret, 'a,b\n1,2\n')
    const database = await openDatabase(path.join(folder, 'workspace'))
    const run = (sql: string) => database.session(signal, (session) => session.run(sql))
    await expect(run(`SELECT * FROM read_csv(${quoteText(secret)})`)).rejects.toThrow(/Permission/)
    await expect(run(`COPY (SELECT 1) TO ${quoteText(path.join(folder, 'out.csv'))}`)).rejects.toThrow(/Permission/)
    await expect(run(`ATTACH ${quoteText(path.join(folder, 'other.duckdb'))}`)).rejects.toThrow(/Permission/)
    await expect(run(`INSTALL httpfs`)).rejects.toThrow()
    await expect(run(`SET enable_external_access = true`)).rejects.toThrow(/lock|configuration/i)
    database.close()
  })

  it('stops a query within a second of being asked to', async () => {
    const database = await openDatabase(temporaryFolder())
    const controller = new AbortController()
    const query = database.session(controller.signal, (session) =>
      session.rows('SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b'),
    )
    setTimeout(() => controller.abort(), 100)
    await expect(query).rejects.toMatchObject({ code: 'cancelled' })
    database.close()
  })

  it('takes back all of a transaction that fails', async () => {
    const database = await openDatabase(temporaryFolder())
    await database.write(signal, async (session) => {
      const failing = session.transaction(async () => {
        await session.run('CREATE TABLE half (a INTEGER)')
        throw new Error('no')
      })
      await expect(failing).rejects.toThrow('no')
      await expect(session.run('SELECT * FROM half')).rejects.toThrow(/half/)
    })
    database.close()
  })

  it('says so when its file is no database', async () => {
    const folder = temporaryFolder()
    writeFileSync(path.join(folder, 'recbench.duckdb'), 'no database at all, only words, and many of them')
    await expect(openDatabase(folder)).rejects.toMatchObject({
      code: 'bad-input',
      where: expect.stringContaining('recbench.duckdb'),
    })
  })
})

describe('names of data sets', () => {
  it('come from the file, or from its folder too where the file says little', () => {
    const none = new Set<string>()
    expect(suggestName('Gowalla check-ins (2010).txt.gz', 'x', none)).toBe('Gowalla-check-ins-2010')
    expect(suggestName('ratings.csv', 'ml-25m', none)).toBe('ml-25m-ratings')
    expect(suggestName('购物 记录.csv', 'x', none)).toBe('购物-记录')
    expect(suggestName('../..', '..', none)).toBe('log')
  })
  it('are unique whatever the case', () => {
    expect(suggestName('Shop.csv', 'x', new Set(['shop', 'SHOP-2']))).toBe('Shop-3')
  })
  it('must be fit for a folder', () => {
    expect(() => checkName('../x')).toThrow('cannot be the name')
    expect(() => checkName('ok-1.2_x')).not.toThrow()
  })
})
