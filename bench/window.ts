import os from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { RecbenchError } from '../main/contract/errors.ts'
import { RunStore } from '../main/runs/store.ts'
import { launchChromium, openPage } from '../test/helpers/chromium.ts'
import { serveWorkbench } from '../test/helpers/server.ts'
import { openScreen } from '../test/e2e/steps.ts'
import { prepareEvents } from './data.ts'
import type { Options } from './options.ts'
import { workplace } from './peer.ts'
import { withScratch } from './scratch.ts'
import { alignColumns } from './table.ts'
import { enter, readFrames, recordFrames, type Pause } from './window-frames.ts'
import { MemoryWatch, type MemoryPeak } from './window-memory.ts'

/** How a page kept drawing during one part of the journey. */
export interface WindowRow {
  readonly where: string
  readonly seconds: number
  /** The longest gap between two animation frames, and the longest task of the page's thread, in milliseconds. */
  readonly longestGap: number
  readonly longestTask: number
  readonly gapsOver50: number
  readonly gapsOver100: number
  readonly tasksOver50: number
  readonly tasksOver100: number
}

export interface WindowReport {
  readonly events: number
  readonly rows: readonly WindowRow[]
  readonly memory: readonly MemoryPeak[]
  /** The peak of the product's processes, Chromium apart, in bytes, and whether it is below the goal. */
  readonly peak: number
  readonly goal: number
  readonly loads: readonly number[]
  readonly reached: boolean
}

const goalBytes = 3e9
const goalGap = 100
const idle = 'idle'

/** Milliseconds that a person stays on a screen. */
const stay = 700

const hour = 3_600_000

/**
 * Imports a generated log through the window of the browser mode, trains ALS on it and goes from screen to screen all the while; records how long the page did not draw and
 * what the product's processes occupied.
 */
export async function measureWindow({ quick, threads }: Pick<Options, 'quick' | 'threads'>): Promise<WindowReport> {
  const events = quick ? 1_000_000 : 20_000_000
  const file = path.join(prepareEvents(events, path.join(workplace, 'data')), 'events.csv')
  return withScratch(async (scratch) => {
    const workspace = path.join(scratch, 'workspace')
    const server = await serveWorkbench(workspace)
    const browser = await launchChromium()
    const memory = new MemoryWatch(server.pid)
    try {
      const { page } = await openPage(browser)
      await recordFrames(page)
      await page.goto(server.address)
      await page.getByRole('button', { name: 'Compare now' }).waitFor()
      const journey = new Journey(page, memory)
      await journey.go(idle, () => page.waitForTimeout(5000))
      await takeJourney(journey, file, workspace, threads)
      const { gaps, tasks } = await readFrames(page)
      const rows = journey.parts.map(({ where, seconds }) => toRow(where, seconds, gaps, tasks))
      const peaks = await memory.stop()
      const peak = Math.max(...peaks.map(({ bytes }) => bytes))
      const calm = rows.every(({ longestGap }) => longestGap <= goalGap)
      const reached = calm && peak < goalBytes
      return { events, rows, memory: peaks, peak, goal: goalBytes, loads: os.loadavg(), reached }
    } finally {
      await memory.stop()
      await browser.close()
      await server.stop()
    }
  })
}

/** Names each part of the journey in the page and beside it, and keeps how long it took. */
class Journey {
  readonly page: Page
  readonly parts: { readonly where: string; seconds: number }[] = []
  readonly #memory: MemoryWatch

  constructor(page: Page, memory: MemoryWatch) {
    this.page = page
    this.#memory = memory
  }

  async go(where: string, work: () => Promise<unknown>): Promise<void> {
    const began = performance.now()
    this.#memory.where = where
    await enter(this.page, where)
    await work()
    const seconds = (performance.now() - began) / 1000
    const known = this.parts.find((part) => part.where === where)
    if (known) known.seconds += seconds
    else this.parts.push({ where, seconds })
  }

  /** Goes through screens for as long as something is awaited, naming each. */
  async stroll(during: string, screens: readonly string[], awaited: Promise<unknown>): Promise<void> {
    let over = false
    const ended = awaited.finally(() => (over = true))
    ended.catch(() => undefined)
    while (!over)
      for (const screen of screens) {
        if (over) break
        await this.go(`${during}, ${screen}`, async () => {
          await openScreen(this.page, screen)
          await this.page.waitForTimeout(stay)
        })
      }
    await ended
  }
}

async function takeJourney(journey: Journey, file: string, workspace: string, threads: number): Promise<void> {
  const { page } = journey
  await journey.go('upload', async () => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Control+o')])
    await chooser.setFiles(file)
    await page.getByRole('button', { name: /^Import .* rows$/ }).waitFor({ timeout: hour })
  })
  const imported = page.getByText(/rows imported/).first()
  await journey.go('start of import', () => page.getByRole('button', { name: /^Import .* rows$/ }).click())
  await journey.stroll('import', ['Data', 'Runs', 'Compare'], imported.waitFor({ state: 'attached', timeout: hour }))
  await journey.go('first look', async () => {
    await openScreen(page, 'Explore')
    await page.getByRole('grid', { name: 'Table interactions' }).waitFor({ timeout: hour })
    await page.waitForTimeout(2000)
  })
  await journey.go('start of ALS', () => startRun(page, threads))
  await journey.stroll('ALS', ['Data', 'Explore', 'Runs', 'Compare'], runEnds(workspace))
  await journey.go('results', () => page.waitForTimeout(2000))
}

/** Waits until the one run of a workspace is over. @throws RecbenchError `crashed` when it did not succeed */
async function runEnds(workspace: string): Promise<void> {
  const store = new RunStore(path.join(workspace, 'runs'))
  for (;;) {
    const [run] = await store.list()
    if (run?.state === 'done') return
    if (run && run.state !== 'running' && run.state !== 'queued')
      throw new RecbenchError('crashed', `The run of the window is ${run.state}.`)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

/** Few candidates are ranked, so that the time is that of ALS. */
async function startRun(page: Page, threads: number): Promise<void> {
  const experiment = `
data: { name: events }
split: { kind: ratio, train: 0.9 }
models: [{ id: ials, factors: 64, iterations: 3 }]
candidates: { kind: uniform, negatives: 100 }
metrics: [ndcg@10]
threads: ${threads}
`
  await openScreen(page, 'Compare')
  await page.getByRole('button', { name: 'Copy as' }).filter({ visible: true }).click()
  await page.getByRole('menuitem', { name: 'Paste YAML or JSON…' }).click()
  await page.getByLabel('YAML or JSON').fill(experiment)
  await page.getByRole('button', { name: 'Fill the form' }).click()
  await page.getByRole('button', { name: /^Start 1 model/ }).click({ timeout: 10_000 })
}

function toRow(where: string, seconds: number, gaps: readonly Pause[], tasks: readonly Pause[]): WindowRow {
  const [drawn, held] = [gaps, tasks].map((all) =>
    all.filter((pause) => pause.where === where).map(({ milliseconds }) => milliseconds),
  ) as [number[], number[]]
  const over = (values: readonly number[], limit: number) => values.filter((value) => value > limit).length
  return {
    where,
    seconds,
    longestGap: Math.max(0, ...drawn),
    longestTask: Math.max(0, ...held),
    gapsOver50: over(drawn, 50),
    gapsOver100: over(drawn, 100),
    tasksOver50: over(held, 50),
    tasksOver100: over(held, 100),
  }
}

export function formatWindow({ events, rows, memory, peak, goal, loads }: WindowReport): string {
  const head = ['', 'seconds', 'longest gap', '> 50 ms', '> 100 ms', 'longest task', '> 50 ms', '> 100 ms']
  const lines = rows.map((row) => [
    row.where,
    row.seconds.toFixed(1),
    `${row.longestGap.toFixed(0)} ms`,
    String(row.gapsOver50),
    String(row.gapsOver100),
    `${row.longestTask.toFixed(0)} ms`,
    String(row.tasksOver50),
    String(row.tasksOver100),
  ])
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(0)
  const kinds = [...new Set(memory.flatMap(({ parts }) => Object.keys(parts)))]
  const held = memory.map(({ where, bytes, parts }) => [
    where,
    megabytes(bytes),
    ...kinds.map((kind) => megabytes(parts[kind] ?? 0)),
  ])
  return [
    `${events.toLocaleString('en')} events; gaps between frames and tasks of the page's thread (goal: none over 100 ms):`,
    alignColumns([head, ...lines]),
    '',
    `Resident MB at the peak of each part; highest ${megabytes(peak)}, goal: under ${megabytes(goal)}:`,
    alignColumns([['', 'all', ...kinds], ...held]),
    '',
    `Load averages at the end: ${loads.map((load) => load.toFixed(1)).join(', ')}.`,
  ].join('\n')
}
