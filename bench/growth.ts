import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { RecbenchError } from '../main/contract/errors.ts'
import { endWithUs } from './children.ts'
import { prepareEvents } from './data.ts'
import type { Phase } from './growth-worker.ts'
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
  /** Peak memory of import, split and ALS in one process, in bytes, by size. */
  readonly peak: readonly { readonly events: number; readonly bytes: number }[]
}

/** Events of the logs; the largest is left out with `--quick`, and the one before it too. */
const sizes = [100_000, 1_000_000, 10_000_000, 20_000_000]

/** Generates logs of growing size and takes each through import, training and evaluation, in a process of its own. */
export async function measureGrowth({ threads, quick }: Pick<Options, 'threads' | 'quick'>): Promise<Growth> {
  const measured: { readonly events: number; readonly phases: readonly Phase[] }[] = []
  for (const events of quick ? sizes.slice(0, 2) : sizes) {
    const file = path.join(prepareEvents(events, path.join(workplace, 'data')), 'events.csv')
    const phases: Phase[] = []
    await withScratch(async (scratch) => {
      for await (const phase of runJourney(file, scratch, threads)) {
        process.stderr.write(`${events.toLocaleString('en')} events, ${phase.id}: ${seconds(phase.seconds)} s\n`)
        phases.push(phase)
      }
    })
    measured.push({ events, phases })
  }
  return toGrowth(measured)
}

async function* runJourney(file: string, scratch: string, threads: number): AsyncGenerator<Phase> {
  const worker = path.join(root, 'bench/growth-worker.ts')
  const parameters = ['--max-old-space-size=8192', worker, file, scratch, String(threads)]
  const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'inherit'] })
  endWithUs(child)
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith(mark)) continue
    const told = JSON.parse(line.slice(mark.length)) as Phase | { readonly error: string }
    if ('error' in told) throw new RecbenchError('crashed', `The journey of ${file} failed: ${told.error}`)
    yield told
  }
  const code = await ended
  if (code !== 0) throw new RecbenchError('crashed', `The journey of ${file} ended with status ${code}.`)
}

/** Rows by part of the journey, from what was measured by size. */
export function toGrowth(measured: readonly { readonly events: number; readonly phases: readonly Phase[] }[]): Growth {
  const ids = measured[0]?.phases.map(({ id }) => id) ?? []
  const events = measured.map((one) => one.events)
  const rows = ids.map((id): GrowthRow => {
    const found = measured.map(({ phases }) => phases.find((phase) => phase.id === id)!)
    const [wall, cpu] = [found.map((phase) => phase.seconds), found.map((phase) => phase.cpu)]
    return { id, events, seconds: wall, cpu, exponent: exponent(events, wall), cpuExponent: exponent(events, cpu) }
  })
  const peak = measured.map((one) => ({
    events: one.events,
    bytes: one.phases.find(({ id }) => id === 'als')?.bytes ?? NaN,
  }))
  return { rows, peak }
}

export function formatGrowth({ rows, peak }: Growth): string {
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
  const memory = ['peak MB to ALS', ...peak.map(({ bytes }) => (bytes / 1e6).toFixed(0)), '', '']
  return alignColumns([head, ...lines, memory])
}
