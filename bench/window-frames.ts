import type { Page } from 'playwright-core'

/** A pause between two frames of the page, or a task that held its thread, in milliseconds. */
export interface Pause {
  readonly where: string
  readonly milliseconds: number
}

export interface Frames {
  readonly gaps: readonly Pause[]
  readonly tasks: readonly Pause[]
}

interface Recorder {
  where: string
  gaps: Pause[]
  tasks: Pause[]
}

type Recorded = typeof globalThis & { recorder: Recorder }

/** Shorter gaps are frames as they should be and are only counted by the time they fill. */
const shortest = 34

/** Records every gap between animation frames and every long task of a page, from its next load on. */
export async function recordFrames(page: Page): Promise<void> {
  await page.addInitScript((shortest) => {
    const recorder: Recorder = { where: 'opening', gaps: [], tasks: [] }
    ;(globalThis as Recorded).recorder = recorder
    let before = performance.now()
    const frame = () => {
      const now = performance.now()
      if (now - before >= shortest) recorder.gaps.push({ where: recorder.where, milliseconds: now - before })
      before = now
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries())
        recorder.tasks.push({ where: recorder.where, milliseconds: duration })
    }).observe({ entryTypes: ['longtask'] })
  }, shortest)
}

/** Names what the page does from now on. */
export const enter = (page: Page, where: string): Promise<void> =>
  page.evaluate((where) => void ((globalThis as Recorded).recorder.where = where), where)

/** What was recorded since the page was loaded. */
export const readFrames = (page: Page): Promise<Frames> =>
  page.evaluate(() => {
    const { gaps, tasks } = (globalThis as Recorded).recorder
    return { gaps, tasks }
  })
