import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { documentationPages } from '../../../main/documentation/all-pages.ts'
import { backing } from '../../../main/documentation/backing.ts'
import { costs } from '../../../main/documentation/costs.ts'
import { recommenders } from '../../../main/recommenders/all.ts'
import { readRows } from '../../../main/verification/reference-files.ts'
import { needsReference } from '../../helpers/classic-reference.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const pages = documentationPages(root)

describe('the reference pages', () => {
  it.each(Object.keys(pages))('%s is what npm run docs writes', (name) => {
    expect(readFileSync(path.join(root, 'docs', name), 'utf8')).toBe(pages[name as keyof typeof pages])
  })

  it('state the cost of every recommender, and of none that is gone', () => {
    expect(Object.keys(costs).sort()).toEqual(recommenders.map(({ id }) => id).sort())
  })

  it('point to files that are there', () => {
    const files = Object.values(pages).flatMap((page) =>
      [...page.matchAll(/^Source: \[(.+?)\]/gm)].map(([, file]) => file!),
    )
    expect(files.length).toBeGreaterThan(100)
    expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([])
  })

  it('have a header with its source for every definition', () => {
    const sections = Object.values(pages).flatMap((page) =>
      page.split(/^##+ /m).filter((part) => /^[^\n]+\(`/.test(part)),
    )
    expect(sections.filter((part) => !part.includes('\nSource: [')).map((part) => part.split('\n')[0])).toEqual([])
  })
})

describe('what backs a recommender', () => {
  beforeEach(needsReference)

  it('are rows of the reference values, each', () => {
    const places = { reference: path.resolve(root, '../shared/reference'), data: '' }
    const files = ['a-rating', 'b-topn', 'b-bands', 'c-gowalla', 'f-rules']
    const rows = files.flatMap((file) => readRows(places, 'classic', `${file}.json`))
    const ids = [...rows, ...readRows(places, 'deep', 'rows.json')].map(({ id }) => id)
    const matches = (pattern: string) => {
      const expression = new RegExp(`^${pattern.replaceAll(/[.()+]/g, String.raw`\$&`).replaceAll('*', '.*')}$`)
      return ids.some((id) => expression.test(id))
    }
    expect(
      Object.values(backing)
        .flat()
        .filter((pattern) => !matches(pattern)),
    ).toEqual([])
    expect(Object.keys(backing).filter((id) => !recommenders.some((one) => one.id === id))).toEqual([])
  })
})
