/** What one timed repetition found. Seconds exclude what the description of the work excludes, on both sides. */
export interface Measured {
  readonly seconds: number
  /** Processor seconds of all threads of the side while the clock ran. */
  readonly cpu: number
  /** What the trained model is worth, of the repetition that was asked for it. */
  readonly quality?: Quality
  /** Peak memory of the side's process so far, in bytes. */
  readonly bytes?: number
}

export type Quality = Readonly<Record<string, number>>

export type SettingValue = number | string | boolean

/** What both sides are told. */
export interface Given {
  /** Folder of the prepared arrays of each data set that the work names. */
  readonly folders: Readonly<Record<string, string>>
  readonly threads: number
  readonly quick: boolean
  /** Where deep models of ours run: `auto`, or the name of a backend. */
  readonly backend: string
  /** Where a side may write files. */
  readonly scratch: string
  readonly settings: Readonly<Record<string, SettingValue>>
}

/** One repetition; with `withQuality` it also measures, outside the clock, what the result is worth. */
export type Repetition = (withQuality: boolean) => Promise<Measured>

/** A library that does the same work. */
export interface Peer {
  /** The environment under `.bench/` that has it: `classic`, `lenskit` or `torch`. */
  readonly environment: string
  /** The script below bench/peers without ending. */
  readonly script: string
  /** The function of the script. */
  readonly work: string
  /** Name and version as people know it. */
  readonly title: string
}

/** One row of the benchmark. */
export interface Work {
  readonly id: string
  readonly title: string
  /** Data sets that are prepared before the clock runs: `ml-100k-u1` … `ml-100k-u5`, `gowalla`, `events-20m`. */
  readonly data: readonly string[]
  /** What the clock covers. */
  readonly times: string
  /** peer seconds ÷ our seconds to reach; null where the row is for information. */
  readonly goal: number | null
  readonly settings: Readonly<Record<string, SettingValue>>
  readonly peer: Peer
  /** Prepares our side and returns its repetition; a sentence where the product has none yet. */
  readonly ours: ((given: Given) => Promise<Repetition>) | string
  /** What one unit of the seconds is, where it is not the whole work, such as an epoch. */
  readonly per?: string
  /** Threads of both sides, whatever was asked for. */
  readonly threads?: number
  /** Repetitions when none are asked for; 5 if absent. */
  readonly runs?: number
}
