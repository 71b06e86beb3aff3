import type { ItemLabel } from '../contract/api/data.ts'

/** Items whose identifier or title contains a text, exact ones first. */
export type SearchItems = (query: string, limit: number) => Promise<readonly ItemLabel[]>

const mostFound = 20

/** Identifiers of what was pasted: an identifier stands for itself, a title for its item, whatever the case; anything else stays as it is and will be named as unknown. */
export async function resolveHistory(pasted: readonly string[], search: SearchItems): Promise<readonly string[]> {
  const resolved: string[] = []
  for (const word of pasted) {
    const found = await search(word, mostFound)
    const named = found.find(({ item }) => item === word) ?? found.find(({ title }) => isSame(title, word))
    resolved.push(named?.item ?? word)
  }
  return resolved
}

const isSame = (title: string | null, word: string) => title?.toLowerCase() === word.toLowerCase()
