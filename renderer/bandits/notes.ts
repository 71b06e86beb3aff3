import { compileTemplates, translateFilled } from '../i18n/templates.ts'
import { language } from '../i18n/t.ts'
import { notesZh } from './notes-zh.ts'

const templates = compileTemplates(notesZh)

/** A note of the engine, sentence by sentence in the person's language. */
export function translateNote(note: string): string {
  if (language.value === 'en') return note
  return sentencesOf(note)
    .map((sentence) => notesZh[sentence] ?? translateFilled(templates, sentence) ?? sentence)
    .join('')
}

export const sentencesOf = (note: string): string[] => note.split(/(?<=\.) (?=[A-Zλ\d])/)
