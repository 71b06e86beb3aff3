import os from 'node:os'
import type { EstimateCheck } from '../contract/api/runs.ts'
import { correctionsOf, learn, type Correction, type Measured } from '../evaluation/estimate/corrections.ts'
import { rulesVersion } from '../evaluation/estimate/costs.ts'
import { measureSpeed } from '../evaluation/estimate/speed.ts'
import type { Workspace } from './workspace.ts'

/** What estimates on this machine rest on. */
export interface EstimateBasis {
  readonly speed: number
  readonly corrections: Readonly<Record<string, Correction>>
}

interface Kept {
  readonly machine: string
  readonly speed: number
  readonly measured: Measured
}

const key = 'estimates'

/** The speed of this machine and what runs took on it, kept in the workspace. On another machine, or with other rules, they begin anew. */
export class Estimates {
  readonly #workspace: Workspace
  #kept: Promise<Kept> | undefined

  constructor(workspace: Workspace) {
    this.#workspace = workspace
  }

  async basis(): Promise<EstimateBasis> {
    const { speed, measured } = await (this.#kept ??= this.#read())
    return { speed, corrections: correctionsOf(measured) }
  }

  async learn(checks: readonly EstimateCheck[]): Promise<void> {
    const kept = await (this.#kept ??= this.#read())
    await this.#keep({ ...kept, measured: learn(kept.measured, checks) })
  }

  async #read(): Promise<Kept> {
    const machine = [os.hostname(), os.cpus()[0]?.model.trim(), process.version, `rules ${rulesVersion}`].join(', ')
    const kept = (await this.#workspace.recall(key)) as Kept | null
    return kept?.machine === machine ? kept : { machine, speed: measureSpeed(), measured: {} }
  }

  async #keep(kept: Kept): Promise<void> {
    this.#kept = Promise.resolve(kept)
    await this.#workspace.remember(key, kept)
  }
}
