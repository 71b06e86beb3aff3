import type { RunSummary } from '../../main/contract/api/runs.ts'

/**
 * Whether a run is what a query asks for: words that occur in its title, data, models or tags; `model:`, `state:`, `data:`, `split:`, `tag:`
 * with a word; and `ndcg@10 > 0.4` about its best value by its first metric.
 */
export function matchesQuery(run: RunSummary, query: string): boolean {
  const spaced = query.replace(/([\w@-]+)\s*(<=|>=|<|>|=)\s*(-?[\d.]+)/g, '$1$2$3')
  return spaced
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => matchesWord(run, word.toLowerCase()))
}

function matchesWord(run: RunSummary, word: string): boolean {
  const comparison = /^([\w@-]+)(<=|>=|<|>|=)(-?[\d.]+)$/.exec(word)
  if (comparison) {
    const [, metric, sign, text] = comparison
    if (run.metric.toLowerCase() !== metric || run.best === null) return false
    return compare(run.best.value, sign!, Number(text))
  }
  const [key, value] = word.split(':') as [string, string?]
  const has = (texts: readonly string[], part: string) => texts.some((text) => text.toLowerCase().includes(part))
  if (value !== undefined)
    switch (key) {
      case 'model':
        return has(run.models, value)
      case 'state':
        return has([run.state], value)
      case 'data':
        return has([run.data], value)
      case 'split':
        return has([run.split], value)
      case 'tag':
        return has(run.tags, value)
      default:
        break
    }
  return has([run.id, run.title, run.data, run.split, run.state, ...run.models, ...run.tags], word)
}

function compare(left: number, sign: string, right: number): boolean {
  if (sign === '<') return left < right
  if (sign === '<=') return left <= right
  if (sign === '>') return left > right
  return sign === '>=' ? left >= right : left === right
}

/** How often each value occurs, most frequent first. */
export function countValues(values: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
}
