import { describe, expect, it } from 'vitest'
import { orderTasks, Permits } from '../../../../main/host/jobs/scheduler.ts'

describe('orderTasks', () => {
  it("takes every model's first fold before any second, and leaves out what is done", () => {
    const done = (task: { model: number; fold: number }) => task.model === 1 && task.fold === 0
    expect(orderTasks(2, 2, done)).toEqual([
      { model: 0, fold: 0 },
      { model: 0, fold: 1 },
      { model: 1, fold: 1 },
    ])
  })
})

describe('Permits', () => {
  it('never lets more work run than it has permits, and finishes all, also when some fails', async () => {
    const permits = new Permits(2)
    let running = 0
    let most = 0
    const work = async (index: number) => {
      running++
      most = Math.max(most, running)
      await new Promise((resolve) => setTimeout(resolve, 2))
      running--
      if (index === 3) throw new Error('one fails')
      return index
    }
    const ended = await Promise.allSettled(Array.from({ length: 7 }, (_, index) => permits.use(() => work(index))))
    expect(most).toBe(2)
    expect(ended.filter((each) => each.status === 'fulfilled')).toHaveLength(6)
  })
})
