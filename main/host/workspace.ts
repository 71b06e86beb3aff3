import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { RecbenchError } from '../contract/errors.ts'
import { writeAtomically } from '../runs/atomic.ts'
import { describeOwner, isAlive, type Owner } from '../runs/owner.ts'
import type { Hub } from './hub.ts'

const claimed = new Set<string>()

/** The folder that holds everything of one person or team: data, runs, notebooks, reports and what the page remembers. */
export class Workspace {
  readonly folder: string
  readonly #hub: Hub
  #mine = false

  constructor(folder: string, hub: Hub) {
    this.folder = path.resolve(folder)
    this.#hub = hub
  }

  get isClaimed(): boolean {
    return this.#mine
  }

  pathTo(...parts: string[]): string {
    return path.join(this.folder, ...parts)
  }

  /**
   * Takes the workspace for this engine; the second call does nothing. Only one engine writes to a workspace at a time.
   *
   * @throws RecbenchError `conflict` when another engine has it, `forbidden` when the folder cannot be written
   */
  claim(): void {
    if (this.#mine) return
    const file = this.pathTo('engine.json')
    try {
      mkdirSync(this.folder, { recursive: true })
      this.#releaseDead(file)
      writeFileSync(file, JSON.stringify(describeOwner()), { flag: 'wx' })
    } catch (cause) {
      throw explainClaim(this.folder, cause)
    }
    this.#mine = true
    claimed.add(file)
  }

  #releaseDead(file: string): void {
    const owner = readOwner(file)
    if (owner === undefined) return
    const foreign = owner !== null && isAlive(owner, Date.now()) && (owner.pid !== process.pid || claimed.has(file))
    if (foreign) throw taken(this.folder, owner)
    rmSync(file, { force: true })
  }

  release(): void {
    if (!this.#mine) return
    this.#mine = false
    claimed.delete(this.pathTo('engine.json'))
    rmSync(this.pathTo('engine.json'), { force: true })
  }

  /** What the page remembered under a key; null when there is nothing. A damaged file is set aside, and said. */
  async recall(key: string): Promise<unknown> {
    const file = this.#stateFile(key)
    try {
      return JSON.parse(await readFile(file, 'utf8')) as unknown
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
      if (!(error instanceof SyntaxError)) throw error
      await rename(file, `${file}.damaged`)
      this.#hub.notice(
        'warning',
        `What was remembered as "${key}" was damaged and has been set aside.`,
        `${file}.damaged`,
      )
      return null
    }
  }

  async remember(key: string, value: unknown): Promise<void> {
    await mkdir(this.pathTo('state'), { recursive: true })
    await writeAtomically(this.#stateFile(key), JSON.stringify(value ?? null))
  }

  #stateFile(key: string): string {
    if (!/^[\w-]+([./:][\w-]+)*$/.test(key) || key.length > 100)
      throw new RecbenchError('invalid-parameter', `"${key}" cannot be the name of something to remember.`, {
        remedy: 'Use letters, digits, dash, underscore, dot and slash.',
      })
    return this.pathTo('state', `${key.replaceAll(/[/:]/g, '.')}.json`)
  }
}

/** Undefined: no file. Null: a file that says nothing, left by an engine that died while it wrote. */
function readOwner(file: string): Owner | null | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    if (error instanceof SyntaxError) return null
    throw error
  }
}

const taken = (folder: string, owner: Owner) =>
  new RecbenchError(
    'conflict',
    `The workspace ${folder} is open in another Recbench (process ${owner.pid} on ${owner.host}).`,
    {
      remedy: 'Close it, or choose another folder with --workspace or RECBENCH_WORKSPACE.',
    },
  )

function explainClaim(folder: string, cause: unknown): unknown {
  if (cause instanceof RecbenchError) return cause
  const { code, message } = cause as NodeJS.ErrnoException
  if (code === 'EEXIST')
    return new RecbenchError('conflict', `The workspace ${folder} was opened by another Recbench at this moment.`, {
      cause,
    })
  return new RecbenchError('forbidden', `The workspace ${folder} cannot be written: ${message}.`, {
    remedy: 'Choose another folder with --workspace or RECBENCH_WORKSPACE.',
    cause,
  })
}
