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
import { MemoryWatch, type MemoryPeak } from './memory-watch.ts'
import { enter, PageProfile, readFrames, recordFrames, type LongFrame, type Pause } from './window-frames.ts'

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

/** Something that kept the page from drawing, and what its thread computed meanwhile. */
export interface Cause {
  readonly kind: 'frame' | 'task' | 'gap'
  readonly where: string
  readonly milliseconds: number
  readonly did: readonly string[]
}

export interface WindowReport {
  readonly events: number
  readonly rows: readonly WindowRow[]
  /** Long frames and tasks, the longest first, and what the page did in them. */
  readonly causes: readonly Cause[]
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

/** Milliseconds that anything may take before the command gives up, by whether the log is a small one. */
const patience = (quick: boolean) => (quick ? 300_000 : 900_000)

/** Milliseconds from which a frame or task is explained. */
const explained = 50
const mostCauses = 12

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
      const profile = await PageProfile.start(page)
      const journey = new Journey(page, memory)
      await journey.go(idle, () => page.waitForTimeout(3000))
      await takeJourney(journey, { file, workspace, threads, limit: patience(quick) })
      const { gaps, tasks, frames } = await readFrames(page)
      const causes = explain(gaps, tasks, frames, await profile.stop(page))
      const rows = journey.parts.map(({ where, seconds }) => toRow(where, seconds, gaps, tasks))
      const peaks = await memory.stop()
      const peak = Math.max(...peaks.map(({ bytes }) => bytes))
      const calm = rows.every(({ longestGap }) => longestGap <= goalGap)
      const reached = calm && peak < goalBytes
      return { events, rows, causes, memory: peaks, peak, goal: goalBytes, loads: os.loadavg(), reached }
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
    if (!this.parts.some((part) => part.where === where)) process.stderr.write(`window: ${where}\n`)
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

interface JourneyPlan {
  readonly file: string
  readonly workspace: string
  readonly threads: number
  /** Milliseconds that one step may take. */
  readonly limit: number
}

async function takeJourney(journey: Journey, { file, workspace, threads, limit }: JourneyPlan): Promise<void> {
  const { page } = journey
  await journey.go('upload', async () => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Control+o')])
    await chooser.setFiles(file)
    await page.getByRole('button', { name: /^Import .* rows$/ }).waitFor({ timeout: limit })
  })
  const imported = page.getByText(/rows imported/).first()
  await journey.go('start of import', () => page.getByRole('button', { name: /^Import .* rows$/ }).click())
  await journey.stroll('import', ['Data', 'Runs', 'Compare'], imported.waitFor({ state: 'attached', timeout: limit }))
  await journey.go('first look', async () => {
    await openScreen(page, 'Explore')
    await page.getByRole('grid', { name: 'Table interactions' }).waitFor({ timeout: limit })
    await page.waitForTimeout(2000)
  })
  await journey.go('start of ALS', () => startRun(page, threads))
  await journey.stroll('ALS', ['Data', 'Explore', 'Runs', 'Compare'], runEnds(workspace, limit))
  await journey.go('results', () => page.waitForTimeout(2000))
}

/** Waits until the one run of a workspace is over. @throws RecbenchError `crashed` when it did not succeed, or not in time */
async function runEnds(workspace: string, limit: number): Promise<void> {
  const store = new RunStore(path.join(workspace, 'runs'))
  for (const end = performance.now() + limit; performance.now() < end;) {
    const [run] = await store.list()
    if (run?.state === 'done') return
    if (run && run.state !== 'running' && run.state !== 'queued')
      throw new RecbenchError('crashed', `The run of the window is ${run.state}.`)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new RecbenchError('crashed', `The run of the window was not over after ${limit / 1000} s.`)
}

/** All items are ranked: lists of factors are found without scoring most of them, which drawn candidates would need. */
async function startRun(page: Page, threads: number): Promise<void> {
  const experiment = `
data: { name: events }
split: { kind: ratio, train: 0.9 }
models: [{ id: ials, factors: 64, iterations: 3 }]
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

/** What the page did in its longest frames and tasks, and in gaps that neither explains. */
function explain(
  gaps: readonly Pause[],
  tasks: readonly Pause[],
  frames: readonly LongFrame[],
  computed: Awaited<ReturnType<PageProfile['stop']>>,
): Cause[] {
  const known = [
    ...frames.map((frame) => ({
      ...frame,
      kind: 'frame' as const,
      did: [
        ...frame.scripts.map(
          ({ name, milliseconds, layout }) => `[${name}: ${milliseconds.toFixed(0)}, layout ${layout.toFixed(0)}]`,
        ),
        `[drawing: ${frame.rendering.toFixed(0)}]`,
        ...computed(frame),
      ],
    })),
    ...tasks.map((task) => ({ ...task, kind: 'task' as const, did: computed(task) })),
    ...gaps
      .filter(({ milliseconds }) => milliseconds > goalGap)
      .map((gap) => ({ ...gap, kind: 'gap' as const, did: computed(gap) })),
  ]
  return known
    .filter(({ milliseconds }) => milliseconds >= explained)
    .sort((a, b) => b.milliseconds - a.milliseconds)
    .slice(0, mostCauses)
    .map(({ kind, where, milliseconds, did }) => ({ kind, where, milliseconds, did }))
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

export function formatWindow({ events, rows, causes, memory, peak, goal, loads }: WindowReport): string {
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
    `The longest, what ran for them, and the functions of the page by their own milliseconds:`,
    ...causes.map(
      ({ kind, where, milliseconds, did }) => `${milliseconds.toFixed(0)} ms, ${kind}, ${where}: ${did.join('; ')}`,
    ),
    '',
    `MB of all processes but the browser's at the peak of each part, shared pages counted once; highest ${megabytes(peak)}, goal: under ${megabytes(goal)}:`,
    alignColumns([['', 'all', ...kinds], ...held]),
    '',
    `Load averages at the end: ${loads.map((load) => load.toFixed(1)).join(', ')}.`,
  ].join('\n')
}
