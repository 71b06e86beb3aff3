import { computed, signal } from '@preact/signals'
import { catalogueZh } from './catalogue-zh.ts'
import { engineZh } from './engine-zh.ts'
import { formatCount } from './format.ts'
import { language } from './language.ts'
import { compileTemplates, translateFilled } from './templates.ts'

export { language, type Language } from './language.ts'

export type Values = Readonly<Record<string, string | number>>
type Dictionary = Readonly<Record<string, string>>

const parts = import.meta.glob<{ readonly zh: Dictionary }>('../*/zh.ts', { eager: true })
const chinese: Dictionary = Object.assign({}, ...Object.values(parts).map((part) => part.zh))
const missing = new Set<string>()

/** English sentences that were shown in Chinese mode without a translation; the page's tests read it. */
export const untranslated = signal<readonly string[]>([])

/**
 * The sentence in the person's language, with its `{name}` holes filled. The English sentence is the key. A number is written as a
 * count with thousands separators; give any other form as text.
 */
export function t(sentence: string, values: Values = {}): string {
  return fill(translate(sentence, chinese), values)
}

/** One of two sentences by number; both may hold `{count}`. */
export function tn(count: number, one: string, many: string, values: Values = {}): string {
  return t(count === 1 ? one : many, { count, ...values })
}

/** Text that comes from the catalogue of the engine: titles, summaries and help of models, metrics, splits and settings. */
export function tCatalogue(sentence: string, values: Values = {}): string {
  return fill(translate(sentence, catalogueZh), values)
}

const templates = compileTemplates(engineZh)

/** A sentence from the engine, with its holes open or filled; left in English where no dictionary has it. */
export function tMaybe(sentence: string, values: Values = {}): string {
  if (language.value === 'en') return fill(sentence, values)
  const found = engineZh[sentence] ?? catalogueZh[sentence] ?? chinese[sentence]
  return found === undefined ? (translateFilled(templates, sentence) ?? fill(sentence, values)) : fill(found, values)
}

export const isChinese = computed(() => language.value === 'zh')

function translate(sentence: string, dictionary: Dictionary): string {
  if (language.value === 'en') return sentence
  const found = dictionary[sentence]
  if (found !== undefined) return found
  if (!missing.has(sentence)) {
    missing.add(sentence)
    queueMicrotask(() => (untranslated.value = [...missing]))
  }
  return sentence
}

const fill = (sentence: string, values: Values) =>
  sentence.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = values[name]
    return value === undefined ? hole : typeof value === 'number' ? formatCount(value) : value
  })
