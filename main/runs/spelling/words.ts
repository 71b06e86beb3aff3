import { RecbenchError } from '../../contract/errors.ts'

/** Quotes a word for a POSIX shell where it needs it. */
export const quote = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`

/** Splits a command line into words as a POSIX shell does: quotes and backslashes, nothing else. */
export function splitWords(text: string): string[] {
  const words: string[] = []
  let word: string | undefined
  let quoted: string | undefined
  for (let i = 0; i < text.length; i++) {
    const sign = text[i]!
    if (quoted === undefined && /\s/.test(sign)) {
      if (word !== undefined) words.push(word)
      word = undefined
      continue
    }
    word ??= ''
    if (quoted === undefined && (sign === "'" || sign === '"')) quoted = sign
    else if (sign === quoted) quoted = undefined
    else if (sign === '\\' && quoted !== "'" && text[i + 1] === '\n') word = word === '' ? undefined : word + (i++, '')
    else word += sign === '\\' && quoted !== "'" ? (text[++i] ?? '') : sign
  }
  if (quoted !== undefined)
    throw new RecbenchError('invalid-parameter', `The command line has an open quote ${quoted}.`)
  return word === undefined ? words : [...words, word]
}
