import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs'
import path from 'node:path'
import { RecbenchError } from '../contract/errors.ts'
import { once, type InteractionColumns } from './interactions.ts'
import type { BanditLog, PreparedLog } from './service.ts'
import { unpackSide } from './side-tables.ts'

/** Raw identifiers by number. */
export interface Vocabulary {
  readonly users: readonly string[]
  readonly items: readonly string[]
}

/** Reads the columns of a prepared log into shared memory, so that they can be handed to threads as they are, and its side tables. Errors: `not-found`. */
export const readPrepared = (log: PreparedLog): InteractionColumns => ({ ...openPrepared(log) })

/** The same for a short look: values and times are read when they are first asked for, so that the folder must stay. */
export function openPrepared(log: PreparedLog): InteractionColumns {
  const { users, items, rows } = log
  const side = path.join(log.folder, 'side.json')
  const value = once(() => new Float32Array(readShared(log, 'value.f32', rows * 4)))
  const time = once(() => new Float64Array(readShared(log, 'time.f64', rows * 8)))
  return {
    users,
    items,
    user: new Int32Array(readShared(log, 'user.i32', rows * 4)),
    item: new Int32Array(readShared(log, 'item.i32', rows * 4)),
    get value() {
      return log.hasValues ? value() : null
    },
    get time() {
      return log.hasTimes ? time() : null
    },
    ...(existsSync(side) && { side: unpackSide(readFileSync(side, 'utf8')) }),
  }
}

/** Errors: `not-found`. */
export function readVocabulary(log: PreparedLog): Vocabulary {
  const read = (name: string) => JSON.parse(readFileSync(path.join(log.folder, name), 'utf8')) as string[]
  try {
    return { users: read('users.json'), items: read('items.json') }
  } catch (error) {
    throw gone(log, error)
  }
}

export interface BanditColumns {
  readonly action: Int32Array
  readonly reward: Float32Array
  readonly propensity: Float64Array
  readonly position: Int32Array
  /** Row-major, `contextSize` numbers a round; null when there is none. */
  readonly context: Float32Array | null
  /** Number of the visit that each round belongs to; absent where the log names none. */
  readonly slate?: Int32Array
}

/** Errors: `not-found`. */
export function readBanditLog(log: BanditLog): BanditColumns {
  const { rounds, contextSize } = log
  return {
    action: new Int32Array(readShared(log, 'action.i32', rounds * 4)),
    reward: new Float32Array(readShared(log, 'reward.f32', rounds * 4)),
    propensity: new Float64Array(readShared(log, 'propensity.f64', rounds * 8)),
    position: new Int32Array(readShared(log, 'position.i32', rounds * 4)),
    context: contextSize > 0 ? new Float32Array(readShared(log, 'context.f32', rounds * contextSize * 4)) : null,
    ...(log.slates !== undefined && { slate: new Int32Array(readShared(log, 'slate.i32', rounds * 4)) }),
  }
}

interface Folder {
  readonly name: string
  readonly folder: string
}

function readShared(log: Folder, name: string, bytes: number): SharedArrayBuffer {
  const shared = new SharedArrayBuffer(bytes)
  const view = new Uint8Array(shared)
  let handle: number
  try {
    handle = openSync(path.join(log.folder, name), 'r')
  } catch (error) {
    throw gone(log, error)
  }
  try {
    for (let at = 0; at < bytes;) {
      const count = readSync(handle, view, at, Math.min(bytes - at, 2 ** 30), at)
      if (count === 0) throw gone(log, new Error(`${name} has ${at} bytes, ${bytes} expected.`))
      at += count
    }
  } finally {
    closeSync(handle)
  }
  return shared
}

const gone = (log: Folder, cause: unknown) =>
  new RecbenchError('not-found', `The prepared log of "${log.name}" is not complete on disk.`, {
    where: log.folder,
    why: cause instanceof Error ? cause.message : String(cause),
    remedy: 'Prepare it again.',
    cause,
  })
