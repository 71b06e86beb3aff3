/** "Did you mean …? " with the names within two edits, or nothing. */
export function nearest(given: string, names: readonly string[], prefix = ''): string {
  const close = names.filter((name) => distance(given, name) <= 2)
  return close.length ? `Did you mean ${close.map((name) => prefix + name).join(' or ')}? ` : ''
}

/** Levenshtein distance by one row. */
function distance(a: string, b: string): number {
  const row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    let diagonal = row[0]!
    row[0] = i
    for (let j = 1; j <= b.length; j++) {
      const cost = Math.min(row[j]! + 1, row[j - 1]! + 1, diagonal + (a[i - 1] === b[j - 1] ? 0 : 1))
      diagonal = row[j]!
      row[j] = cost
    }
  }
  return row[b.length]!
}
