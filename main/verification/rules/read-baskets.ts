import type { Readable } from 'node:stream'
import { createReadStream, existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { createGunzip } from 'node:zlib'
import { RecbenchError } from '../../contract/errors.ts'
import { fieldText, readRecords } from '../../data/ingest/records.ts'
import type { Baskets } from '../../math/association/fp-growth.ts'
import type { Places } from '../section.ts'
import { keeps, type BasketPlan } from './plan.ts'

export interface ReadBaskets {
  readonly baskets: Baskets
  /** Identifiers by number, ascending as text. */
  readonly items: readonly string[]
  readonly rowsInFile: number
  readonly rowsKept: number
}

/** Reads the comma-separated file of a data folder and groups its rows as a plan says. A basket is a set; identifiers are text. */
export async function readBaskets(data: string, plan: BasketPlan, places: Places): Promise<ReadBaskets> {
  const names = new Map<string, number>()
  const keys = new Map<string, number>()
  const pairs: { basket: number; item: number }[] = []
  let header: readonly string[] | undefined
  let rowsInFile = 0
  const numberIn = (map: Map<string, number>, name: string) => {
    const known = map.get(name)
    if (known !== undefined) return known
    map.set(name, map.size)
    return map.size - 1
  }
  await readRecords(
    openTable(path.join(places.data, data)),
    { delimiter: ',', quote: true, carriageReturns: false },
    {
      record(_line, bytes, fields) {
        const cells = Array.from({ length: fields.count }, (_, at) => fieldText(bytes, fields, at))
        if (!header) return void (header = checkHeader(cells, plan, data))
        rowsInFile++
        const cell = (column: string) => cells[header!.indexOf(column)] ?? ''
        if (plan.clauses.every((clause) => keeps(clause, cell(clause.column))))
          pairs.push({ basket: numberIn(keys, cell(plan.basket)), item: numberIn(names, cell(plan.item)) })
      },
      fault(line, text, reason) {
        throw new RecbenchError('bad-input', `Line ${line} of ${data}, "${text}", is no row: ${reason}.`)
      },
      flush: () => Promise.resolve(),
    },
  )
  const items = [...names.keys()].sort((a, b) => (a < b ? -1 : 1))
  const place = new Map(items.map((name, at) => [name, at]))
  const order = Int32Array.from(names.keys(), (name) => place.get(name)!)
  const sets = Array.from({ length: keys.size }, () => new Set<number>())
  for (const { basket, item } of pairs) sets[basket]!.add(order[item]!)
  const offsets = new Int32Array(sets.length + 1)
  sets.forEach((set, basket) => (offsets[basket + 1] = offsets[basket]! + set.size))
  return {
    items,
    rowsInFile,
    rowsKept: pairs.length,
    baskets: {
      count: sets.length,
      size: items.length,
      offsets,
      items: Int32Array.from(sets.flatMap((set) => [...set])),
    },
  }
}

/** The only table of a data folder, plain or gzipped. */
function openTable(folder: string): Readable {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => /\.csv(\.gz)?$/.test(name)) : []
  if (files.length !== 1)
    throw new RecbenchError('not-found', `The folder ${folder} holds ${files.length} .csv files; one is needed.`)
  const raw = createReadStream(path.join(folder, files[0]!))
  return files[0]!.endsWith('.gz') ? raw.pipe(createGunzip()) : raw
}

function checkHeader(header: readonly string[], plan: BasketPlan, data: string): readonly string[] {
  const columns = [plan.basket, plan.item, ...plan.clauses.map(({ column }) => column)]
  const lacking = columns.find((column) => !header.includes(column))
  if (lacking === undefined) return header
  throw new RecbenchError(
    'bad-input',
    `The file of ${data} has no column "${lacking}"; its columns are ${header.join(', ')}.`,
  )
}
