import { RecbenchError } from '../../contract/errors.ts'
import type { Interactions, SideTable } from '../../data/interactions.ts'

const remedy =
  'Import the log with --items FILE (or the table of items in the import screen), or put it beside the log under a name such as items.csv.'

/** @throws RecbenchError `unsupported` when no table of items was joined */
export function itemTableOf(model: string, { side }: Interactions): SideTable {
  if (side?.items) return side.items
  throw new RecbenchError('unsupported', `The model ${model} needs a table of items, and this log has none.`, {
    remedy,
  })
}

/**
 * The categories of each item: those of the first column of categories.
 *
 * @throws RecbenchError `unsupported` when there are none
 */
export function itemCategoriesOf(model: string, { side }: Interactions): readonly (readonly string[])[] {
  const column = side?.items?.categories[0]
  if (column) return column.values
  throw new RecbenchError('unsupported', `The model ${model} needs categories of items, and this log has none.`, {
    remedy,
  })
}
