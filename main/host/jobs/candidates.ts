import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { RecbenchError } from '../../contract/errors.ts'
import type { Experiment } from '../../contract/experiment.ts'
import { buildInteractions, type InteractionColumns } from '../../data/interactions.ts'
import type { Vocabulary } from '../../data/prepared.ts'
import { givenCandidates, sampleCandidates, sampledBy, type Candidates } from '../../evaluation/candidates.ts'
import type { Fold } from '../../evaluation/task.ts'
import { readColumns, spellCell } from './lists-file.ts'

/** The name of the file, in the run's folder, that holds the negatives of every fold. */
export const candidatesFile = 'candidates.csv'

/**
 * The negatives of every fold, the same for every model, written into the run's folder as `fold,user,item` with raw identifiers, a file that another run can be given; null
 * where every item is ranked. What a user has in the log is never a negative.
 *
 * @throws RecbenchError `bad-input` for a file without negatives for some test user
 */
export async function prepareCandidates(
  experiment: Experiment,
  log: InteractionColumns,
  folds: readonly Fold[],
  names: Vocabulary,
  folder: string,
): Promise<readonly Candidates[] | null> {
  const plan = sampledBy(experiment)
  if (!plan) return null
  const text = plan.kind === 'file' ? await readFile(plan.file, 'utf8').catch((cause) => refuse(plan.file, cause)) : ''
  const candidates = folds.map((fold, number) =>
    plan.kind === 'file'
      ? givenCandidates(log, fold, readPairs(text, plan.file, log, names, number))
      : sampleCandidates(log, fold, plan, experiment.seed, number),
  )
  await pipeline(lines(candidates, names), createWriteStream(path.join(folder, candidatesFile)))
  return candidates
}

function* lines(candidates: readonly Candidates[], names: Vocabulary): Generator<string> {
  yield 'fold,user,item\n'
  for (const [fold, { offsets, items }] of candidates.entries())
    for (let user = 0; user < offsets.length - 1; user++) {
      const own = items.subarray(offsets[user], offsets[user + 1])
      if (own.length > 0)
        yield Array.from(
          own,
          (item) => `${fold + 1},${spellCell(names.users[user]!)},${spellCell(names.items[item]!)}\n`,
        ).join('')
    }
}

/** Pairs of a file with columns user and item, and of one fold where it has a column fold. */
function readPairs(text: string, file: string, log: InteractionColumns, names: Vocabulary, fold: number) {
  const table = readColumns(text, file, ['user', 'item'])
  const index = (all: readonly string[]) => new Map(all.map((name, position) => [name, position]))
  const [users, items] = [index(names.users), index(names.items)]
  const [user, item]: [number[], number[]] = [[], []]
  for (const cells of table.rows) {
    if (table.has('fold') && Number(table.cell(cells, 'fold')) !== fold + 1) continue
    const [owner, thing] = [users.get(table.cell(cells, 'user')), items.get(table.cell(cells, 'item'))]
    if (owner === undefined || thing === undefined) continue
    user.push(owner)
    item.push(thing)
  }
  const columns = { users: log.users, items: log.items, value: null, time: null }
  return buildInteractions({ ...columns, user: Int32Array.from(user), item: Int32Array.from(item) }).byUser
}

const refuse = (file: string, cause: unknown): never => {
  throw new RecbenchError('not-found', `The candidates file ${file} cannot be read.`, {
    why: (cause as Error).message,
    cause,
  })
}
