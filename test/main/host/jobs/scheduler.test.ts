import { describe, expect, it } from 'vitest'
import { orderTasks, WorkBudget } from '../../../../main/host/jobs/scheduler.ts'

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

describe('WorkBudget', () => {
  const busy = (budget: WorkBudget) => {
    let running = 0
    const seen: number[] = []
    const use = (index: number, bytes: number) =>
      budget.use(bytes, async () => {
        seen.push(++running)
        await new Promise((resolve) => setTimeout(resolve, 2))
        running--
        if (index === 3) throw new Error('one fails')
        return index
      })
    return { seen, use }
  }

  it('never lets more work run than there are threads, and finishes all, also when some fails', async () => {
    const { seen, use } = busy(new WorkBudget(2))
    const ended = await Promise.allSettled(Array.from({ length: 7 }, (_, index) => use(index, 5)))
    expect(Math.max(...seen)).toBe(2)
    expect(ended.filter((each) => each.status === 'fulfilled')).toHaveLength(6)
  })

  it('lets work wait that does not fit beside what runs; work larger than all memory runs alone', async () => {
    const { seen, use } = busy(new WorkBudget(4, 10))
    await Promise.all([use(0, 6), use(1, 6), use(2, 40), use(4, 3), use(5, 3)])
    expect(seen).toEqual([1, 1, 1, 1, 2])
  })
})
