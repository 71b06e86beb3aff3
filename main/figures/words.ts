/** Sentences are English with `{name}` holes; the page and the report pass a function that translates them. */
export type Values = Readonly<Record<string, string | number>>
export type Translate = (sentence: string, values?: Values) => string

export function fill(sentence: string, values: Values = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) => (name in values ? String(values[name]) : hole))
}

export const english: Translate = fill

/** A translator over a dictionary; a sentence that is not in it stays English. */
export function translator(dictionary: Readonly<Record<string, string>>): Translate {
  return (sentence, values) => fill(dictionary[sentence] ?? sentence, values)
}

/** A sentence not yet translated, with the names in it that deserve emphasis. */
export interface Sentence {
  readonly key: string
  readonly values: Values
}
