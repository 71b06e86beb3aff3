import { cpus, loadavg, totalmem } from 'node:os'
import { simdKind } from '../main/kernels/simd.ts'

/** Where the numbers come from. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly gigabytes: number
  readonly node: string
  readonly v8: string
  readonly simd: string
  /** Programs that ran or waited for a core over the last minute before the first row: on a busy machine wall seconds are worthless. */
  readonly load: number
}

export const describeMachine = (): Machine => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  gigabytes: Math.round(totalmem() / 1e9),
  node: process.versions.node,
  v8: process.versions.v8,
  simd: simdKind,
  load: Number(loadavg()[0]!.toFixed(2)),
})

export const inWords = ({ cpu, cores, gigabytes, node, v8, simd, load }: Machine, threads: number): string =>
  `${cpu}, ${cores} cores, ${gigabytes} GB; Node ${node}, V8 ${v8}, SIMD ${simd}; ${threads} threads a side; load before: ${load}`
