import { describe, expect, it } from 'vitest'
import { runJobs } from '../../../main/verification/run-jobs.ts'

const places = { reference: '.', data: '.' }

describe('runJobs', () => {
  it('makes a failed row of a job that throws, with the reason, and goes on', async () => {
    const jobs = ['a', 'b', 'c'].map((key, i) => ({ section: 'none', key, seconds: i, fast: true }))
    const told: string[] = []
    const rows = await runJobs(jobs, places, 2, ({ key }) => told.push(key))
    expect(rows.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['a', 'fail'],
      ['b', 'fail'],
      ['c', 'fail'],
    ])
    expect(rows[0]!.note).toMatch(/no section "none"/)
    expect(told.sort()).toEqual(['a', 'b', 'c'])
  })
})
