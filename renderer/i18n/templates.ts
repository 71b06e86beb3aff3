interface Template {
  readonly pattern: RegExp
  readonly names: readonly string[]
  readonly translation: string
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Compiles sentences with holes, so that a sentence whose holes the engine has already filled can be found again. */
export function compileTemplates(dictionary: Readonly<Record<string, string>>): readonly Template[] {
  return Object.entries(dictionary)
    .filter(([english]) => /\{\w+\}/.test(english))
    .map(([english, translation]) => {
      const names = [...english.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!)
      const pattern = english
        .split(/\{\w+\}/)
        .map(escape)
        .join('(.+?)')
      return { pattern: new RegExp(`^${pattern}$`, 's'), names, translation }
    })
}

/** The translation of a filled sentence, filled with the same values; undefined when no template fits. */
export function translateFilled(templates: readonly Template[], sentence: string): string | undefined {
  for (const { pattern, names, translation } of templates) {
    const match = pattern.exec(sentence)
    if (match) return translation.replace(/\{(\w+)\}/g, (hole, name: string) => match[names.indexOf(name) + 1] ?? hole)
  }
  return undefined
}
