import { afterEach, describe, expect, it } from 'vitest'
import { metrics } from '../../../main/evaluation/all.ts'
import { profiles } from '../../../main/evaluation/profiles/all.ts'
import { splits } from '../../../main/evaluation/splits/all.ts'
import { recommenders } from '../../../main/recommenders/all.ts'
import { catalogueZh } from '../../../renderer/i18n/catalogue-zh.ts'
import { language, tCatalogue, tMaybe } from '../../../renderer/i18n/t.ts'

/** Proper names stay Latin. */
const isName = (title: string) => !/[a-z]{2,} |^[A-Z][a-z]+$/.test(title) || /^[A-Z]\w*[A-Z0-9]\w*$/.test(title)

describe('the catalogue of the engine', () => {
  afterEach(() => void (language.value = 'en'))

  it('has Chinese for every summary and every help', () => {
    const sentences = [
      ...recommenders.flatMap(({ summary, settings }) => [summary, ...Object.values(settings).map(({ help }) => help)]),
      ...metrics.map(({ summary }) => summary),
      ...profiles.map(({ summary }) => summary),
      ...splits.flatMap(({ summary, settings }) => [summary, ...Object.values(settings).map(({ help }) => help)]),
    ]
    expect([...new Set(sentences)].filter((sentence) => catalogueZh[sentence] === undefined)).toEqual([])
  })

  it('has Chinese for titles that are words', () => {
    const titles = [...metrics, ...splits].map(({ title }) => title)
    expect(titles.filter((title) => !isName(title) && catalogueZh[title] === undefined)).toEqual([])
  })

  it('is shown in the language of the person', () => {
    language.value = 'zh'
    expect(tCatalogue('Coverage')).toBe('覆盖率')
  })
})

describe('sentences that the engine has filled', () => {
  afterEach(() => void (language.value = 'en'))

  it('are found by their template', () => {
    language.value = 'zh'
    expect(tMaybe('Its name is "user_id".')).toBe('列名为“user_id”。')
    expect(tMaybe('{single} of {users} users were active on one day only.', { single: 599, users: 943 })).toBe(
      '943 位用户中有 599 位只在一天活跃。',
    )
  })

  it('stay in English when no template fits, and always in English', () => {
    expect(tMaybe('Its name is "user_id".')).toBe('Its name is "user_id".')
    language.value = 'zh'
    expect(tMaybe('Something new.')).toBe('Something new.')
  })
})
