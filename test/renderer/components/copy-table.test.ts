import { expect, it } from 'vitest'
import { toTsv } from '../../../renderer/components/copy-table.ts'

it('copies rows as TSV with a head; tabs and line ends inside cells become spaces', () => {
  const columns = [
    { name: 'id', text: (row: { id: number; title: string }) => String(row.id) },
    { name: 'title', text: (row: { id: number; title: string }) => row.title },
  ]
  expect(toTsv(columns, [{ id: 1, title: 'a\tb\r\nc' }])).toBe('id\ttitle\n1\ta b c')
})
