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
 * per row of the fold's test file. Where no fold of the row has that name, the fold is meant whose test part has the same users and items, row by row. The
 * number is the largest difference.
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
    const pairs = lines.map((line) => line.split(',', 2))
    const lineOf = ({ test }: FoldErrors) =>
      pairs.findIndex(([user, item], row) => !(users[test.user[row]!] === user && items[test.item[row]!] === item))
    const fits = (found: FoldErrors) => found.predicted.length === lines.length && lineOf(found) < 0
    const ours = predicted.get(fold) ?? [...predicted.values()].find(fits)
    if (!ours) {
      const reason = `${name} has predictions of the fold ${fold}, which the row does not name, and no fold has its users and items as test part.`
      return [notCompared(id, 'fail', reason)]
    }
    const metric = `predictions_${fold}`
    if (lines.length !== ours.predicted.length) {
      const reason = `${name} has ${lines.length} predictions, and the test part ${ours.predicted.length} rows.`
      return [notCompared(id, 'fail', reason)]
    }
    const differing = lineOf(ours)
    if (differing >= 0)
      return [notCompared(id, 'fail', `Line ${differing + 2} of ${name} is not row ${differing + 1} of the test part.`)]
    let largest = 0
    for (const [row, line] of lines.entries())
      largest = Math.max(largest, Math.abs(ours.predicted[row]! - Number(line.split(',')[column])))
    return [
      compareNumber(id, metric, largest, 0, tolerance, `Largest difference of ${lines.length} single predictions.`),
    ]
  })
}
