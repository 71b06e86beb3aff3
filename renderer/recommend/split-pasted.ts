/** What was pasted, item by item: one a line; on a single line separated by commas or semicolons, or by spaces where there are none. */
export function splitPasted(text: string): string[] {
  const one = text.trim()
  const separator = one.includes('\n') ? /\n/ : /[,;]/.test(one) ? /[,;]/ : /\s+/
  return one
    .split(separator)
    .map((part) => part.trim())
    .filter(Boolean)
}
