import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { language, t, tn } from '../../../renderer/i18n/t.ts'
import { extractSentences, listSources } from './extract.ts'

const renderer = path.resolve(import.meta.dirname, '../../../renderer')

interface Part {
  readonly zh: Readonly<Record<string, string>>
}
const parts = import.meta.glob<Part>('../../../renderer/*/zh.ts', { eager: true })
const dictionary: Record<string, string> = Object.assign({}, ...Object.values(parts).map((part) => part.zh))
const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()

describe('words of the page', () => {
  afterEach(() => void (language.value = 'en'))

  it('have Chinese for every sentence in the source', () => {
    const sentences = listSources(renderer).flatMap(extractSentences)
    expect(sentences.length).toBeGreaterThan(200)
    const missing = sentences.filter(({ text }) => dictionary[text] === undefined)
    const lines = missing.map(({ text, file }) => `${path.relative(renderer, file)}: ${JSON.stringify(text)}`)
    expect([...new Set(lines)]).toEqual([])
  })

  it('have the same holes in both languages', () => {
    const wrong = Object.entries(dictionary).filter(([english, chinese]) =>
      holes(chinese).some((hole) => !holes(english).includes(hole)),
    )
    expect(wrong).toEqual([])
  })

  it('are filled with values, numbers as counts', () => {
    expect(t('Import {rows} rows', { rows: 100_000 })).toBe('Import 100,000 rows')
    expect(t('Import {rows} rows', { rows: 'some' })).toBe('Import some rows')
    expect(t('{missing} stays', {})).toBe('{missing} stays')
  })

  it('follow the language', () => {
    language.value = 'zh'
    expect(t('Cancel')).toBe('取消')
    expect(t('A sentence without translation')).toBe('A sentence without translation')
  })

  it('choose between one and many', () => {
    expect(tn(1, '{count} thread', '{count} threads')).toBe('1 thread')
    expect(tn(2000, '{count} thread', '{count} threads')).toBe('2,000 threads')
  })
})
