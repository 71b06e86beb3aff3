export interface Match {
  readonly score: number
  /** Positions in the text that matched, ascending. */
  readonly positions: readonly number[]
}

/**
 * Finds the words of a query in a text, each as one piece, in any order; a word at the start of the text or of one of its words
 * counts more. Undefined when a word is missing. An empty query matches everything.
 */
export function matchQuery(query: string, text: string): Match | undefined {
  const lower = text.toLowerCase()
  const positions = new Set<number>()
  let score = 0
  for (const word of query.toLowerCase().split(/\s+/).filter(Boolean)) {
    const at = findWord(lower, word)
    if (at < 0) return undefined
    score += at === 0 ? 3 : /[\s:·._-]/.test(lower[at - 1]!) ? 2 : 1
    for (let index = at; index < at + word.length; index++) positions.add(index)
  }
  return { score: score - text.length / 1000, positions: [...positions].sort((a, b) => a - b) }
}

/** Where a word begins: at the start of a word of the text if it can, else anywhere. */
function findWord(text: string, word: string): number {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (at === 0 || /[\s:·._-]/.test(text[at - 1]!)) return at
  return text.indexOf(word)
}
