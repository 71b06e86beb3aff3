import { expect, it } from 'vitest'
import { resolveHistory, type SearchItems } from '../../../main/host/resolve-history.ts'

const shelf = [
  { item: 'I1', title: 'Red lamp', category: null },
  { item: 'I2', title: 'Red lamp, large', category: null },
  { item: 'lamp', title: null, category: null },
]
const search: SearchItems = (query) =>
  Promise.resolve(
    shelf.filter(({ item, title }) => `${item} ${title ?? ''}`.toLowerCase().includes(query.toLowerCase())),
  )

it('a pasted title stands for its item, an identifier for itself, and what is neither stays', async () => {
  expect(await resolveHistory(['red lamp', 'I2', 'lamp', 'table'], search)).toEqual(['I1', 'I2', 'lamp', 'table'])
})
