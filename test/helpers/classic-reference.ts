import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { TestContext } from 'vitest'
import type { InteractionColumns } from '../../main/data/interactions.ts'
import type { Fold } from '../../main/evaluation/task.ts'

const path = (relative: string) => new URL(`../../../shared/${relative}`, import.meta.url)

/** Whether MovieLens 100K and the values that other libraries computed on it are beside the repository; neither may be copied into it. */
export const hasReference: boolean =
  existsSync(path('reference/classic')) && existsSync(path('data/ml-100k/u1.base.gz'))

/** For `beforeEach`: skips a test, with the reason, where they are not. */
export const needsReference = ({ skip }: TestContext): void =>
  skip(!hasReference, '../shared/reference/classic or ../shared/data/ml-100k is not there')

/** The official folds as one log, users and items numbered by their identifier minus 1, with the rows of each part. */
export function readOfficialFolds(names: readonly number[]): { log: InteractionColumns; folds: Fold[] } {
  const user: number[] = []
  const item: number[] = []
  const value: number[] = []
  const time: number[] = []
  const read = (name: string): Int32Array => {
    const lines = gunzipSync(readFileSync(path(`data/ml-100k/${name}.gz`)))
      .toString()

      .trim()
      .split('\n')
    return Int32Array.from(lines, (line) => {
      const [u, i, v, t] = line.split('\t').map(Number)
      user.push(u! - 1)
      item.push(i! - 1)
      value.push(v!)
      time.push(t!)
      return user.length - 1
    })
  }
  const folds = names.map((name) => ({ train: read(`u${name}.base`), test: read(`u${name}.test`) }))
  return {
    folds,
    log: {
      users: 943,
      items: 1682,
      user: Int32Array.from(user),
      item: Int32Array.from(item),
      value: Float32Array.from(value),
      time: Float64Array.from(time),
    },
  }
}

/** MovieLens 100K as one log in the order of the file. */
export function readMovieLens(): InteractionColumns {
  const rows = readFileSync(path('data/ml-100k/u.data'), 'utf8').trim().split('\n')
  const columns = rows.map((line) => line.split('\t').map(Number))
  return {
    users: 943,
    items: 1682,
    user: Int32Array.from(columns, ([u]) => u! - 1),
    item: Int32Array.from(columns, ([, i]) => i! - 1),
    value: Float32Array.from(columns, ([, , v]) => v!),
    time: Float64Array.from(columns, ([, , , t]) => t!),
  }
}

interface ReferenceRow {
  readonly id: string
  readonly metrics: Record<string, number>
  readonly tolerance: number
}

/** One row of a file of reference values. */
export function readReference(file: string, id: string): ReferenceRow {
  const rows = JSON.parse(readFileSync(path(`reference/classic/${file}`), 'utf8')) as ReferenceRow[]
  const row = rows.find((candidate) => candidate.id === id)
  if (!row) throw new Error(`${file} has no row ${id}`)
  return row
}

/** A table of the reference lists, a row per line, numbers as they stand. */
export function readTable(name: string): number[][] {
  const text = gunzipSync(readFileSync(path(`reference/classic/lists/${name}`))).toString()
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number))
}

/** Lists of items (numbered from 0) and scores by user number. */
export function readLists(name: string): Map<number, { items: number[]; scores: number[] }> {
  const lists = new Map<number, { items: number[]; scores: number[] }>()
  for (const [user, item, , score] of readTable(name)) {
    const list = lists.get(user! - 1) ?? { items: [], scores: [] }
    lists.set(user! - 1, list)
    list.items.push(item! - 1)
    list.scores.push(score!)
  }
  return lists
}
