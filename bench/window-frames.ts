import type { CDPSession, Page } from 'playwright-core'

/** A span of the page's clock, in milliseconds. */
interface Span {
  readonly start: number
  readonly milliseconds: number
}

/** A pause between two frames of the page, or a task that held its thread. */
export interface Pause extends Span {
  readonly where: string
}

/** A frame that the page took long to draw, and the scripts that ran for it. */
export interface LongFrame extends Span {
  readonly where: string
  /** Milliseconds of scripts, and of style and layout at its end. */
  readonly scripts: readonly { readonly name: string; readonly milliseconds: number; readonly layout: number }[]
  readonly rendering: number
}

export interface Frames {
  readonly gaps: readonly Pause[]
  readonly tasks: readonly Pause[]
  readonly frames: readonly LongFrame[]
}

interface Recorder {
  where: string
  gaps: Pause[]
  tasks: Pause[]
  frames: LongFrame[]
}

type Recorded = typeof globalThis & { recorder: Recorder }

/** What the browser tells of a long frame, beyond what TypeScript's library knows. */
interface FrameEntry extends PerformanceEntry {
  readonly renderStart: number
  readonly scripts: readonly {
    readonly invoker: string
    readonly sourceFunctionName: string
    readonly sourceURL: string
    readonly duration: number
    readonly forcedStyleAndLayoutDuration: number
  }[]
}

/** Shorter gaps are frames as they should be and are only counted by the time they fill. */
const shortest = 34

/** Records every gap between animation frames, every long task and every long frame of a page, from its next load on. */
export async function recordFrames(page: Page): Promise<void> {
  await page.addInitScript((shortest) => {
    const recorder: Recorder = { where: 'opening', gaps: [], tasks: [], frames: [] }
    ;(globalThis as Recorded).recorder = recorder
    let before = performance.now()
    const frame = () => {
      const now = performance.now()
      if (now - before >= shortest)
        recorder.gaps.push({ where: recorder.where, start: before, milliseconds: now - before })
      before = now
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries())
        recorder.tasks.push({ where: recorder.where, start: startTime, milliseconds: duration })
    }).observe({ entryTypes: ['longtask'] })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as FrameEntry[])
        recorder.frames.push({
          where: recorder.where,
          start: entry.startTime,
          milliseconds: entry.duration,
          rendering: entry.renderStart > 0 ? entry.startTime + entry.duration - entry.renderStart : 0,
          scripts: entry.scripts.map((script) => ({
            name: `${script.invoker} ${script.sourceFunctionName} ${script.sourceURL.split('/').at(-1) ?? ''}`.trim(),
            milliseconds: script.duration,
            layout: script.forcedStyleAndLayoutDuration,
          })),
        })
    }).observe({ type: 'long-animation-frame' })
  }, shortest)
}

/** Names what the page does from now on. */
export const enter = (page: Page, where: string): Promise<void> =>
  page.evaluate((where) => void ((globalThis as Recorded).recorder.where = where), where)

/** What was recorded since the page was loaded. */
export const readFrames = (page: Page): Promise<Frames> =>
  page.evaluate(() => {
    const { gaps, tasks, frames } = (globalThis as Recorded).recorder
    return { gaps, tasks, frames }
  })

interface ProfileNode {
  readonly id: number
  readonly children?: readonly number[]
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number }
}

/** What the page's thread computed, sampled. */
export class PageProfile {
  readonly #session: CDPSession

  private constructor(session: CDPSession) {
    this.#session = session
  }

  static async start(page: Page): Promise<PageProfile> {
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable')
    await session.send('Profiler.enable')
    await session.send('Profiler.setSamplingInterval', { interval: 1000 })
    await session.send('Profiler.start')
    return new PageProfile(session)
  }

  /** Gives the functions that took most of the processor within a span of the page's clock, by their own milliseconds. */
  async stop(page: Page): Promise<(span: Span) => readonly string[]> {
    const { metrics } = await this.#session.send('Performance.getMetrics')
    const clock = await page.evaluate(() => performance.now())
    const { profile } = await this.#session.send('Profiler.stop')
    const origin = metrics.find(({ name }) => name === 'Timestamp')!.value * 1e6 - clock * 1000
    const nodes = new Map((profile.nodes as readonly ProfileNode[]).map((node) => [node.id, node]))
    let at = profile.startTime
    const samples = profile.samples!.map((id, index) => {
      const microseconds = profile.timeDeltas![index]!
      return { at: (at += microseconds), microseconds, name: nameOf(nodes.get(id)!) }
    })
    return ({ start, milliseconds }) => {
      const [from, to] = [origin + 1000 * start, origin + 1000 * (start + milliseconds)]
      const sums = new Map<string, number>()
      for (const { at: moment, microseconds, name } of samples)
        if (moment >= from && moment <= to && name !== '(idle)')
          sums.set(name, (sums.get(name) ?? 0) + Math.min(microseconds, 5000) / 1000)
      const sorted = [...sums].sort((a, b) => b[1] - a[1])
      const all = sorted.reduce((total, [, time]) => total + time, 0)
      return [
        `${all.toFixed(0)} ms of processor`,
        ...sorted.slice(0, 8).map(([name, time]) => `${name} ${time.toFixed(0)}`),
      ]
    }
  }
}

const nameOf = ({ callFrame: { functionName, url, lineNumber } }: ProfileNode): string =>
  `${functionName || 'anonymous'}${url ? ` ${url.split('/').at(-1)}:${lineNumber + 1}` : ''}`
