import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type { ReadFolds } from '../read-folds.ts'
import { readText } from '../reference-files.ts'
import { compareNumber, notCompared, type VerifiedRow } from '../row.ts'
import type { FoldErrors } from './errors.ts'

/** Single predictions that are written with six digits. */
const tolerance = 1e-5

/**
 * Compares single predictions where the reference has them: `lists/a-FOLD-predictions*.csv.gz` with columns user, item, rating and one for each model, a line
 * per row of the fold's test file. The number is the largest difference.
 *
 * @param predicted by the name of the fold
 */
export function comparePredictions(
  id: string,
  model: string,
  folder: string,
  { users, items }: ReadFolds,
  predicted: ReadonlyMap<string, FoldErrors>,
): VerifiedRow[] {
  const lists = path.join(folder, 'lists')
  const names = existsSync(lists) ? readdirSync(lists).sort() : []
  return names.flatMap((name) => {
    const [, fold] = /^a-(.+?)-predictions.*\.csv(\.gz)?$/.exec(name) ?? []
    if (fold === undefined) return []
    const [header, ...lines] = readText(path.join(lists, name)).trim().split(/\r?\n/)
    const column = header!.split(',').indexOf(model)
    if (column < 0) return []
    const ours = predicted.get(fold)
    if (!ours)
      return [notCompared(id, 'fail', `${name} has predictions of the fold ${fold}, which the row does not name.`)]
    const metric = `predictions_${fold}`
    if (lines.length !== ours.predicted.length)
      return [
        notCompared(
          id,
          'fail',
          `${name} has ${lines.length} predictions, and the test part ${ours.predicted.length} rows.`,
        ),
      ]
    let largest = 0
    for (const [row, line] of lines.entries()) {
      const cells = line.split(',')
      if (cells[0] !== users[ours.test.user[row]!] || cells[1] !== items[ours.test.item[row]!])
        return [notCompared(id, 'fail', `Line ${row + 2} of ${name} is not row ${row + 1} of the test part.`)]
      largest = Math.max(largest, Math.abs(ours.predicted[row]! - Number(cells[column])))
    }
    return [
      compareNumber(id, metric, largest, 0, tolerance, `Largest difference of ${lines.length} single predictions.`),
    ]
  })
}
