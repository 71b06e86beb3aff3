import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../../../main/data/engine/database.ts'
import { quoteText } from '../../../../main/data/engine/values.ts'
import { guessTimeFormat } from '../../../../main/data/ingest/times.ts'
import { temporaryFolder } from '../open-service.ts'

describe('guessTimeFormat', () => {
  it('reads the times that logs are written with', async () => {
    const database = await openDatabase(temporaryFolder())
    const { signal } = new AbortController()
    const read = (text: string) =>
      database.session(signal, async (session) => {
        const format = guessTimeFormat([text])
        return format && (await session.row(`SELECT CAST(${format.sql(quoteText(text))} AS VARCHAR)`))[0]
      })
    const expected: Record<string, string> = {
      '881250949': '1997-12-04 15:55:49',
      '881250949.5': '1997-12-04 15:55:49.5',
      '1575158400123': '2019-12-01 00:00:00.123',
      '2019-10-01 00:00:00 UTC': '2019-10-01 00:00:00',
      '2019-10-01T02:00:00+02:00': '2019-10-01 00:00:00',
      '2019-11-24 00:03:24.688993+00:00': '2019-11-24 00:03:24.688993',
      '2016-05-09': '2016-05-09 00:00:00',
      '12/1/10 8:26': '2010-12-01 08:26:00',
      '31/1/2010 8:26': '2010-01-31 08:26:00',
      '01-Jan-1995': '1995-01-01 00:00:00',
      '03 18, 2014': '2014-03-18 00:00:00',
      '20160131': '2016-01-31 00:00:00',
    }
    for (const [text, time] of Object.entries(expected)) expect([text, await read(text)]).toEqual([text, time])
    database.close()
  })

  it('takes day first as soon as one day is above twelve', () => {
    expect(guessTimeFormat(['1/2/2010', '2/3/2010'])?.id).toBe('month-first-long')
    expect(guessTimeFormat(['1/2/2010', '25/3/2010', '26/3/2010'])?.id).toBe('day-first-long')
  })

  it('finds no time in words and small numbers', () => {
    expect(guessTimeFormat(['a', 'b'])).toBeNull()
    expect(guessTimeFormat(['1', '2', '5'])).toBeNull()
  })
})
