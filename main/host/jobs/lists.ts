import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { RecbenchError } from '../../contract/errors.ts'
import { readVocabulary, type Vocabulary } from '../../data/prepared.ts'
import type { TaskOutcome } from '../../evaluation/task.ts'
import type { RunRecord } from '../../runs/record.ts'
import { spellCell } from './lists-file.ts'
import { readOutcomes } from './outcomes.ts'

/** Writes one CSV file per model and fold, `user,item,rank,score`, named after model and fold. */
export async function exportLists(request: { record: RunRecord; folder: string; target: string }): Promise<string[]> {
  const { record, folder, target } = request
  const { outcomes } = await readOutcomes(folder)
  if (!record.log || !outcomes.length)
    throw new RecbenchError('not-found', `The run ${record.id} has no lists: no fold was finished.`)
  const names = readVocabulary(record.log)
  const several = new Set(outcomes.map(({ fold }) => fold)).size > 1
  await mkdir(target, { recursive: true })
  const files: string[] = []
  for (const outcome of outcomes) {
    const name = record.labels[outcome.model]!.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    const file = path.join(target, several ? `${name}-fold-${outcome.fold + 1}.csv` : `${name}.csv`)
    await writeFile(file, ['user,item,rank,score', ...toLines(outcome, names), ''].join('\n'))
    files.push(file)
  }
  return files
}

function toLines({ users, lists, scores, listLength }: TaskOutcome, names: Vocabulary): string[] {
  const lines: string[] = []
  for (let row = 0; row < users.length; row++)
    for (let rank = 0; rank < listLength; rank++) {
      const at = row * listLength + rank
      if (lists[at]! < 0) break
      lines.push(
        `${spellCell(names.users[users[row]!]!)},${spellCell(names.items[lists[at]!]!)},${rank + 1},${scores[at]!}`,
      )
    }
  return lines
}
