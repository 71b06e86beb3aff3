import { selectRows, type InteractionColumns, type Interactions } from '../data/interactions.ts'

interface Selected {
  readonly log: InteractionColumns
  readonly rows: Int32Array
  readonly train: Interactions
}

let last: Selected | undefined

/** The training part of a fold. Tasks come fold by fold, so the part that was asked for last is kept: every model of a fold after the first finds it. */
export function selectTraining(log: InteractionColumns, rows: Int32Array): Interactions {
  if (last?.log !== log || last.rows !== rows) {
    last = undefined
    last = { log, rows, train: selectRows(log, rows) }
  }
  return last.train
}
