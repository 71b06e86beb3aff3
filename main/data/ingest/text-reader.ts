import { openCanonical, type CanonicalWriter } from './canonical.ts'
import type { Layout } from './layout.ts'
import type { OddLine } from './plain-rows.ts'
import { createCutter, excerpt, fieldText, neverClosed, readRecords, type Fields, type RecordSink } from './records.ts'

export interface TextRead {
  /** Canonical files of the records and of the stretches that are none (line, value, reason). */
  readonly records: string
  readonly faults: string
  readonly rows: number
  readonly faulty: number
}

export const faultColumns = ['value', 'reason'] as const

/** Reads UTF-8 chunks in the given layout into two canonical files. */
export async function readText(chunks: AsyncIterable<Buffer>, layout: Layout, stem: string): Promise<TextRead> {
  const records = await openCanonical(`${stem}.records`)
  const faults = await openCanonical(`${stem}.faults`)
  const fault = (line: number, text: string, reason: string) => {
    faults.begin(line)
    faults.text(text)
    faults.text(reason)
    faults.end()
  }
  const sink: RecordSink = {
    record: chooseRecord(layout, records, fault),
    fault,
    flush: async () => {
      await records.flush()
      await faults.flush()
    },
  }
  try {
    await readRecords(chunks, layout.dialect, sink)
  } finally {
    await records.close()
    await faults.close()
  }
  return { records: records.file, faults: faults.file, rows: records.rows, faulty: faults.rows }
}

/** Reads single lines of a table of rows, each with the number of lines before it; null when a quoted field may go on in the line after. */
export async function readOddLines(lines: readonly OddLine[], layout: Layout, stem: string): Promise<TextRead | null> {
  const records = await openCanonical(`${stem}.records`)
  const faults = await openCanonical(`${stem}.faults`)
  let number = 0
  let open = false
  const fault = (_: number, text: string, reason: string) => {
    open ||= reason === neverClosed
    faults.begin(number)
    faults.text(text)
    faults.text(reason)
    faults.end()
  }
  const record = tableRows({ ...layout, header: false }, records, fault)
  const cutter = createCutter(layout.dialect, {
    record: (_, bytes, fields) => record(number, bytes, fields),
    fault,
    flush: () => Promise.resolve(),
  })
  try {
    for (const { line, bytes } of lines) {
      number = line + 1
      cutter.cut(Buffer.from(bytes), true)
      if (open) return null
    }
  } finally {
    await records.close()
    await faults.close()
  }
  return { records: records.file, faults: faults.file, rows: records.rows, faulty: faults.rows }
}

type Fault = (line: number, text: string, reason: string) => void

function chooseRecord(layout: Layout, out: CanonicalWriter, fault: Fault): RecordSink['record'] {
  if (layout.format === 'user-lists') return userLists(out)
  if (layout.format === 'matrix') return matrix(out)
  if (layout.format === 'msweb') return msweb(out, fault)
  return tableRows(layout, out, fault)
}

function tableRows(layout: Layout, out: CanonicalWriter, fault: Fault): RecordSink['record'] {
  const width = layout.columns.length
  let headerDue = layout.header
  return (line, bytes, fields) => {
    if (headerDue) {
      headerDue = false
      return
    }
    if (fields.count < width || (fields.count > width && !emptyBeyond(fields, width))) {
      const text = excerpt(bytes, fields.starts[0]!, fields.ends[fields.count - 1]!)
      return fault(line, text, `${fields.count} ${fields.count === 1 ? 'field' : 'fields'}, ${width} expected`)
    }
    out.begin(line)
    for (let i = 0; i < width; i++) out.field(bytes, fields, i)
    out.end()
  }
}

function emptyBeyond(fields: Fields, width: number): boolean {
  for (let i = width; i < fields.count; i++) if (fields.ends[i] !== fields.starts[i]) return false
  return true
}

/** `user item item …`: one record per item, in the order listed. */
function userLists(out: CanonicalWriter): RecordSink['record'] {
  return (line, bytes, fields) => {
    for (let i = 1; i < fields.count; i++) {
      out.begin(line)
      out.field(bytes, fields, 0)
      out.field(bytes, fields, i)
      out.end()
    }
  }
}

/** Rows are users, columns items, both numbered from 0; a zero is a missing value. */
function matrix(out: CanonicalWriter): RecordSink['record'] {
  let user = 0
  return (line, bytes, fields) => {
    for (let item = 0; item < fields.count; item++) {
      const text = fieldText(bytes, fields, item)
      if (Number(text) === 0) continue
      out.begin(line)
      out.text(String(user))
      out.text(String(item))
      out.text(text)
      out.end()
    }
    user++
  }
}

/** Lines of one letter: `A` describes a page, `C` names the user of the `V` visits that follow; others are remarks. */
function msweb(out: CanonicalWriter, fault: Fault): RecordSink['record'] {
  const pages = new Map<string, { title: string; url: string }>()
  let user: string | undefined
  return (line, bytes, fields) => {
    const kind = fieldText(bytes, fields, 0)
    if (kind === 'A' && fields.count >= 5)
      pages.set(fieldText(bytes, fields, 1), { title: fieldText(bytes, fields, 3), url: fieldText(bytes, fields, 4) })
    if (kind === 'C' && fields.count >= 3) user = fieldText(bytes, fields, 2)
    if (kind !== 'V') return
    const text = excerpt(bytes, fields.starts[0]!, fields.ends[fields.count - 1]!)
    if (user === undefined || fields.count < 2) return fault(line, text, 'a visit without a user or a page')
    const page = fieldText(bytes, fields, 1)
    out.begin(line)
    out.text(user)
    out.text(page)
    out.text(pages.get(page)?.title ?? '')
    out.text(pages.get(page)?.url ?? '')
    out.end()
  }
}
