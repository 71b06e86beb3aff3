import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawEvents, planOf, writeLog } from '../../bench/generate-log.ts'

const plan = { events: 20_000, users: 200, items: 500, seed: 1 }
const counts = (of: (event: { user: number; item: number }) => number) => {
  const found = new Map<number, number>()
  for (const event of drawEvents(plan)) found.set(of(event), (found.get(of(event)) ?? 0) + 1)
  return [...found.values()].sort((a, b) => b - a)
}

describe('a generated log', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'bench-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('is the same, byte for byte, for the same seed, and another for another', () => {
    const write = (name: string, seed: number) => {
      writeLog(path.join(folder, name), { ...plan, seed })
      return readFileSync(path.join(folder, name), 'utf8')
    }
    const first = write('a.csv', 1)
    expect(write('b.csv', 1)).toBe(first)
    expect(write('c.csv', 2)).not.toBe(first)
  })

  it('is CSV with a header, a line for each event, and the numbers that were drawn', () => {
    writeLog(path.join(folder, 'd.csv'), plan)
    const lines = readFileSync(path.join(folder, 'd.csv'), 'utf8').trim().split('\n')
    expect(lines.length).toBe(1 + plan.events)
    const [first] = drawEvents(plan)
    expect(lines[0]).toBe('user,item,rating,timestamp')
    expect(lines[1]).toBe(`${first!.user},${first!.item},${first!.value},${first!.time}`)
  })

  it('stays within its users, items and ratings, in order of time', () => {
    let before = 0
    const strange = []
    for (const { user, item, value, time } of drawEvents(plan)) {
      const known = user >= 1 && user <= plan.users && item >= 1 && item <= plan.items
      if (!known || ![1, 2, 3, 4, 5].includes(value) || time < before) strange.push([user, item, value, time])
      before = time
    }
    expect(strange).toEqual([])
  })

  it('has popular items and active users: the first tenth has far more than a tenth of the events', () => {
    const share = (sorted: readonly number[], of: number) =>
      sorted.slice(0, of / 10).reduce((sum, count) => sum + count, 0) / plan.events
    expect(
      share(
        counts(({ item }) => item),
        plan.items,
      ),
    ).toBeGreaterThan(0.4)
    expect(
      share(
        counts(({ user }) => user),
        plan.users,
      ),
    ).toBeGreaterThan(0.2)
  })

  it('of 20 million events has 200,000 users and 50,000 items', () =>
    expect(planOf(20_000_000)).toMatchObject({ users: 200_000, items: 50_000 }))
})
