import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** A definition as its file writes it: the header comment and where it stands. */
export interface Definition {
  readonly header: string
  /** From the root of the project, with forward slashes. */
  readonly file: string
}

/**
 * Finds the header comment of each definition below a folder: the comment before an export whose object has `id: '…'` or `kind: '…'`.
 *
 * @param root the root of the project
 * @param key what names a definition in its object
 */
export function readDefinitions(root: string, folder: string, key: 'id' | 'kind'): Map<string, Definition> {
  const files = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
  const found = new Map<string, Definition>()
  for (const name of files) {
    const text = readFileSync(path.join(root, folder, name), 'utf8')
    const file = path.posix.join(folder, name.split(path.sep).join('/'))
    for (const match of text.matchAll(new RegExp(pattern.replace('KEY', key), 'g'))) {
      const definition = match[2] ?? new RegExp(`const ${key} = '([a-z0-9-]+)'`).exec(text)?.[1]
      if (definition !== undefined && !found.has(definition))
        found.set(definition, { header: stripComment(match[1]!), file })
    }
  }
  return found
}

/** A header comment, an export, and within its first lines the key. */
const pattern = String.raw`/\*\*((?:(?!\*/)[\s\S])*)\*/\s*export (?:const|function) [^\n]*\n(?:(?!\n/\*\*|\n\}|\nexport )[\s\S]){0,160}?\bKEY(?:: '([a-z0-9-]+)'|,)`

const stripComment = (comment: string): string =>
  comment
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd())
    .join('\n')
    .trim()

/** A header as Markdown: indented lines are formulas and become code blocks. */
export function toMarkdown(header: string): string {
  const out: string[] = []
  let inFormula = false
  for (const line of header.split('\n')) {
    if (line.startsWith('@')) break
    const formula = /^\s{2,}\S/.test(line) && !/^\s*- /.test(line)
    if (formula && !inFormula) out.push('```text')
    if (!formula && inFormula && line !== '') out.push('```')
    if (!formula && inFormula && line === '') {
      out.push('```', '')
      inFormula = false
      continue
    }
    inFormula = formula
    out.push(formula ? line.trim() : line)
  }
  if (inFormula) out.push('```')
  return out.join('\n').trim()
}
