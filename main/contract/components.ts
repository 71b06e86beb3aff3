import type { Configuration } from './settings.ts'

/** A model that another is made of: its weight, its id and the settings that differ from their default. */
export interface Component {
  readonly weight: number
  readonly id: string
  readonly config: Configuration
}

/**
 * Reads models written as text: `ease + 0.5*item-knn(neighbours=20; shrinkage=10)`. Between models stands `+`, before one its weight and `*`, behind it
 * settings in parentheses with semicolons between them; a list of whole numbers is joined by `-`.
 *
 * @returns the models, or a sentence that says what is wrong
 */
export function readComponents(text: string): readonly Component[] | string {
  const parts = splitOutside(text, '+').map((part) => part.trim())
  if (parts.some((part) => part === '')) return 'Write models with + between them, such as ease + item-knn.'
  const components: Component[] = []
  for (const part of parts) {
    const match = /^(?:([\d.]+)\s*\*\s*)?([a-z][a-z0-9-]*)\s*(?:\((.*)\))?$/is.exec(part)
    if (!match) return `"${part}" is not a model. Write its id, with settings as in ease(regularization=100).`
    const [, weight = '1', id = '', settings = ''] = match
    if (!Number.isFinite(Number(weight))) return `The weight "${weight}" is not a number.`
    const pairs = splitOutside(settings, ';')
      .map((pair) => pair.trim())
      .filter(Boolean)
    const wrong = pairs.find((pair) => pair.indexOf('=') < 1)
    if (wrong !== undefined) return `"${wrong}" is not a setting of ${id}. Write name=value.`
    const config = Object.fromEntries(
      pairs.map((pair) => {
        const equals = pair.indexOf('=')
        return [pair.slice(0, equals).trim(), readValue(pair.slice(equals + 1).trim())]
      }),
    )
    components.push({ weight: Number(weight), id, config })
  }
  return components
}

function readValue(text: string): Configuration[string] {
  if (text === 'true' || text === 'false') return text === 'true'
  if (/^\d+(-\d+)+$/.test(text)) return text.split('-').map(Number)
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text
}

/** Splits at a sign that does not stand within parentheses. */
function splitOutside(text: string, sign: string): string[] {
  const parts = ['']
  let depth = 0
  for (const letter of text) {
    if (letter === '(') depth++
    if (letter === ')') depth--
    if (letter === sign && depth === 0) parts.push('')
    else parts[parts.length - 1] += letter
  }
  return parts
}
