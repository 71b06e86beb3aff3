import type { Settings } from '../contract/settings.ts'
import { body, settingsTable, type Definitions } from './pages.ts'

/** What the page shows of an algorithm or a world. */
export interface Described {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly formula: string
  readonly settings: Settings
}

interface Chapter {
  readonly heading: string
  readonly about: string
  readonly entries: readonly Described[]
  readonly definitions: Definitions
}

/** Policies for sequences and slates, and the simulated worlds they act in. */
export function sequencesAndSlatesPage(chapters: readonly Chapter[]): string {
  const parts = [
    '# Sequences and slates\n',
    'This page is written by `npm run docs` from the definitions in the source.\n',
    'A policy of [recommenders.md](recommenders.md) shows one item and is paid at once. Those here show several items in sequence, where each changes what comes after, or several at once, where people do not look at all of them alike.\n',
  ]
  for (const { heading, about, entries, definitions } of chapters) {
    parts.push(`## ${heading}\n`, `${about}\n`)
    for (const { id, title, summary, formula, settings } of entries)
      parts.push(
        `### ${title} (\`${id}\`)\n`,
        `${summary}\n`,
        body(id, definitions, `\`\`\`text\n${formula}\n\`\`\``),
        settingsTable(settings),
      )
  }
  return `${parts.join('\n').trimEnd()}\n`
}
