import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { RecbenchError } from '../main/contract/errors.ts'
import { endWithUs } from './children.ts'
import { prepareEvents } from './data.ts'
import type { Phase } from './growth-worker.ts'
import { inMegabytes, MemoryWatch, type MemoryPeak } from './memory-watch.ts'
import type { Options } from './options.ts'
import { root, workplace } from './peer.ts'
import { withScratch } from './scratch.ts'
import { mark } from './side.ts'
import { exponent } from './statistics.ts'
import { alignColumns, seconds } from './table.ts'

/** Seconds of one part of the journey by the size of the log. */
export interface GrowthRow {
  readonly id: string
  readonly events: readonly number[]
  readonly seconds: readonly number[]
  readonly cpu: readonly number[]
  /** b of seconds ∝ events^b, by least squares on logarithms, and the same of processor seconds. */
  readonly exponent: number
  readonly cpuExponent: number
}

export interface Growth {
  readonly rows: readonly GrowthRow[]
  /** Peak memory of import, estimate and ALS in the product, all its processes together, by size. */
  readonly peak: readonly PeakOfSize[]
  readonly goal: number
  /** Whether the peak of every size is below the goal. */
  readonly reached: boolean
}

export interface PeakOfSize extends MemoryPeak {
  readonly events: number
}

/** Bytes that import and ALS may occupy. */
const goalBytes = 3e9

/** Events of the logs; the largest is left out with `--quick`, and the one before it too. */
const sizes = [100_000, 1_000_000, 10_000_000, 20_000_000]

interface Measured {
  readonly events: number
  readonly phases: readonly Phase[]
  readonly peaks: readonly MemoryPeak[]
}

/**
 * Generates logs of growing size and takes each through import, training and evaluation in a process of its own, for the seconds, and then through import and ALS as the product does,
 * for the memory.
 */
export async function measureGrowth({ threads, quick }: Pick<Options, 'threads' | 'quick'>): Promise<Growth> {
  const measured: Measured[] = []
  for (const events of quick ? sizes.slice(0, 2) : sizes) {
    const file = path.join(prepareEvents(events, path.join(workplace, 'data')), 'events.csv')
    const say = (text: string) => void process.stderr.write(`${events.toLocaleString('en')} events, ${text}\n`)
    const phases: Phase[] = []
    await withScratch(async (scratch) => {
      for await (const phase of follow<Phase>('growth-worker', file, scratch, threads).lines) {
        say(`${phase.id}: ${seconds(phase.seconds)} s`)
        phases.push(phase)
      }
    })
    const peaks = await withScratch((scratch) => watchMemory(file, path.join(scratch, 'workspace'), threads))
    for (const { where, bytes, parts } of peaks) say(`${where}: ${(bytes / 1e6).toFixed(0)} MB (${inMegabytes(parts)})`)
    measured.push({ events, phases, peaks })
  }
  return toGrowth(measured)
}

async function watchMemory(file: string, workspace: string, threads: number): Promise<readonly MemoryPeak[]> {
  const { pid, lines } = follow<{ readonly where: string }>('import-and-als', file, workspace, threads)
  const watch = new MemoryWatch(pid, 'start')
  try {
    for await (const { where } of lines) watch.where = where
  } finally {
    await watch.stop()
  }
  return watch.stop()
}

/** Starts a journey in a process of its own; the lines are what it tells. */
function follow<Told>(script: string, file: string, folder: string, threads: number) {
  const worker = path.join(root, `bench/${script}.ts`)
  const quiet = ['--disable-warning=ExperimentalWarning', '--max-old-space-size=8192']
  const parameters = [...quiet, worker, file, folder, String(threads)]
  const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'inherit'] })
  endWithUs(child)
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  async function* read(): AsyncGenerator<Told> {
    for await (const line of createInterface({ input: child.stdout })) {
      if (!line.startsWith(mark)) continue
      const told = JSON.parse(line.slice(mark.length)) as Told | { readonly error: string }
      if (typeof told === 'object' && told !== null && 'error' in told)
        throw new RecbenchError('crashed', `The journey of ${file} failed: ${told.error}`)
      yield told as Told
    }
    const code = await ended
    if (code !== 0) throw new RecbenchError('crashed', `The journey of ${file} ended with status ${code}.`)
  }
  return { pid: child.pid!, lines: read() }
}

/** Rows by part of the journey, from what was measured by size. */
export function toGrowth(measured: readonly Measured[]): Growth {
  const ids = measured[0]?.phases.map(({ id }) => id) ?? []
  const events = measured.map((one) => one.events)
  const rows = ids.map((id): GrowthRow => {
    const found = measured.map(({ phases }) => phases.find((phase) => phase.id === id)!)
    const [wall, cpu] = [found.map((phase) => phase.seconds), found.map((phase) => phase.cpu)]
    return { id, events, seconds: wall, cpu, exponent: exponent(events, wall), cpuExponent: exponent(events, cpu) }
  })
  const peak = measured.map(({ events: size, peaks }): PeakOfSize => {
    const highest = peaks.reduce((most, next) => (next.bytes > most.bytes ? next : most))
    return { events: size, ...highest }
  })
  return { rows, peak, goal: goalBytes, reached: peak.every(({ bytes }) => bytes < goalBytes) }
}

export function formatGrowth({ rows, peak, goal }: Growth): string {
  const events = rows[0]?.events ?? []
  const head = [
    'seconds',
    ...events.map((count) => `${count.toLocaleString('en')} events`),
    'exponent',
    'of processor s',
  ]
  const lines = rows.map((row) => [
    row.id,
    ...row.seconds.map((value) => seconds(value)),
    row.exponent.toFixed(2),
    row.cpuExponent.toFixed(2),
  ])
  const memory = ['peak MB', ...peak.map(({ bytes }) => (bytes / 1e6).toFixed(0)), '', '']
  const places = peak.map(
    ({ events: size, where, parts }) => `${size.toLocaleString('en')} events: during ${where}, ${inMegabytes(parts)}`,
  )
  return [
    alignColumns([head, ...lines, memory]),
    `Peak of import, estimate and ALS in the product, all its processes together, in MB; goal: under ${(goal / 1e6).toFixed(0)}.`,
    ...places,
  ].join('\n')
}
