import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

type Contents = string | NodeJS.ArrayBufferView | null

/** Writes a folder of files that appears whole or not at all. */
export function writeFolder(folder: string, files: Readonly<Record<string, Contents>>): void {
  const draft = openDraft(folder)
  writeFiles(draft, files)
  finishDraft(folder, draft)
}

/** An empty folder beside the one to be. */
export function openDraft(folder: string): string {
  const draft = `${folder}.${process.pid}.draft`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true })
  return draft
}

export function writeFiles(draft: string, files: Readonly<Record<string, Contents>>): void {
  for (const [name, data] of Object.entries(files)) if (data !== null) writeFileSync(path.join(draft, name), data)
}

export function finishDraft(folder: string, draft: string): void {
  rmSync(folder, { recursive: true, force: true })
  renameSync(draft, folder)
}
