import { setTimeout } from 'node:timers/promises'
import { readTree, type Occupant } from './process-tree.ts'

/** Bytes by what occupies them. */
export type Parts = Readonly<Record<string, number>>

/** When all processes together occupied most during a part of a journey, and what each had then. */
export interface MemoryPeak {
  readonly where: string
  readonly bytes: number
  readonly parts: Parts
}

const pause = 50

/** Growth after which shared pages are told apart anew, which takes the kernel tens of milliseconds. */
const worthCounting = 1.01

/**
 * Looks again and again what a process and all below it occupy, until it is stopped. What no two processes can share is read each time; where that has grown by
 * 1 %, shared pages are counted too, once in all.
 */
export class MemoryWatch {
  /** The part of the journey that goes on. */
  where: string
  readonly #root: number
  readonly #peaks = new Map<string, MemoryPeak & { readonly own: number }>()
  readonly #done: Promise<void>
  #stopped = false

  constructor(root: number, where = '') {
    this.#root = root
    this.where = where
    this.#done = this.#watch()
  }

  /** The peak of each part of the journey, in its order. */
  async stop(): Promise<readonly MemoryPeak[]> {
    this.#stopped = true
    await this.#done
    return [...this.#peaks.values()].map(({ where, bytes, parts }) => ({ where, bytes, parts }))
  }

  async #watch(): Promise<void> {
    while (!this.#stopped) {
      const { where } = this
      const before = this.#peaks.get(where)
      const own = sum(await readTree(this.#root, 'own'))
      if (!before || own > worthCounting * before.own) {
        const all = await readTree(this.#root, 'proportional')
        const bytes = sum(all)
        this.#peaks.set(
          where,
          bytes >= (before?.bytes ?? 0) ? { where, bytes, parts: sumByName(all), own } : { ...before!, own },
        )
      }
      await setTimeout(pause)
    }
  }
}

const sum = (occupants: readonly Occupant[]) => occupants.reduce((total, { bytes }) => total + bytes, 0)

export function sumByName(occupants: readonly Occupant[]): Parts {
  const parts: Record<string, number> = {}
  for (const { name, bytes } of occupants) parts[name] = (parts[name] ?? 0) + bytes
  return parts
}

/** `data-process 512 + job-process 1,650`, in megabytes. */
export const inMegabytes = (parts: Parts): string =>
  Object.entries(parts)
    .map(([name, bytes]) => `${name} ${(bytes / 1e6).toFixed(0)}`)
    .join(' + ')
