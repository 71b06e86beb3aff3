const fontSize = 11

/** Width of a text at 11 px; ideographs are square. Fonts differ between systems, so this is generous. */
export function textWidth(text: string): number {
  let width = 0
  for (const char of text)
    width += char > '\u2e7f' ? fontSize : /[ilIjt.,'|:;!·() ]/.test(char) ? 3.6 : /[A-Z@%&mw→÷×]/.test(char) ? 7.8 : 6.3
  return width
}

export function shorten(text: string, width: number): string {
  if (textWidth(text) <= width + 0.01) return text
  let end = text.length
  while (end > 1 && textWidth(text.slice(0, end)) > width - 8) end--
  return `${text.slice(0, end).trimEnd()}…`
}
