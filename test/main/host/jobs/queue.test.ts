import { describe, expect, it } from 'vitest'
import { RecbenchError } from '../../../../main/contract/errors.ts'
import type { Job } from '../../../../main/contract/progress.ts'
import { Hub } from '../../../../main/host/hub.ts'
import { JobQueue, type JobTask } from '../../../../main/host/jobs/queue.ts'

function open() {
  const hub = new Hub()
  const seen: Job[] = []
  hub.subscribe('job', (job) => seen.push(job))
  const queue = new JobQueue(hub)
  const start = (body: (task: JobTask) => Promise<unknown>, line?: string) =>
    queue.start({ kind: 'import', title: 'a job', ...(line === undefined ? {} : { line }) }, body).id
  return { queue, seen, start }
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

describe('JobQueue', () => {
  it('gives the result and ends as done', async () => {
    const { queue, start, seen } = open()
    const id = start(async () => 42)
    expect(await queue.result(id)).toBe(42)
    expect(seen.map((job) => job.state)).toEqual(['queued', 'running', 'done'])
    expect(queue.get(id)).toMatchObject({ state: 'done', fraction: 1, error: null })
  })

  it('keeps the error of a failed job', async () => {
    const { queue, start } = open()
    const id = start(async () => {
      throw new RecbenchError('bad-input', 'The file is empty.')
    })
    await expect(queue.result(id)).rejects.toMatchObject({ code: 'bad-input' })
    expect(queue.get(id)).toMatchObject({ state: 'failed', error: { message: 'The file is empty.' } })
  })

  it('answers a cancellation in less than a second, also when the work does not listen', async () => {
    const { queue, start } = open()
    const id = start(() => new Promise(() => undefined))
    await wait(10)
    const began = performance.now()
    queue.cancel(id)
    await expect(queue.result(id)).rejects.toMatchObject({ code: 'cancelled' })
    expect(performance.now() - began).toBeLessThan(1000)
    expect(queue.get(id).state).toBe('cancelled')
  })

  it('never runs the work of a job that is cancelled while it waits', async () => {
    const { queue, start } = open()
    let ran = false
    let release = () => undefined as void
    start(() => new Promise<void>((resolve) => (release = resolve)), 'compute')
    const second = start(async () => void (ran = true), 'compute')
    await wait(5)
    queue.cancel(second)
    await expect(queue.result(second)).rejects.toMatchObject({ code: 'cancelled' })
    release()
    await wait(20)
    expect(ran).toBe(false)
  })

  it('runs jobs of one line one after another, also after one failed', async () => {
    const { queue, start } = open()
    const order: string[] = []
    const work = (name: string) => async () => {
      order.push(`${name} begins`)
      await wait(10)
      order.push(`${name} ends`)
      if (name === 'a') throw new RecbenchError('bad-input', 'No.')
    }
    start(work('a'), 'compute')
    await queue.result(start(work('b'), 'compute'))
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
  })

  it('tells progress at most four times a second, and the last word always', async () => {
    const { queue, start, seen } = open()
    const id = start(async (task) => {
      for (let step = 0; step <= 100; step++) {
        task.progress(step / 100, 'Reading')
        await wait(4)
      }
    })
    await queue.result(id)
    const told = seen.filter((job) => job.state === 'running').length
    expect(told).toBeLessThanOrEqual(8)
    expect(seen.at(-1)).toMatchObject({ state: 'done', fraction: 1 })
  })
})
