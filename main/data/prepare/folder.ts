import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Writes a folder of files that appears whole or not at all. */
export function writeFolder(
  folder: string,
  files: Readonly<Record<string, string | NodeJS.ArrayBufferView | null>>,
): void {
  const draft = `${folder}.${process.pid}.draft`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true })
  for (const [name, data] of Object.entries(files)) if (data !== null) writeFileSync(path.join(draft, name), data)
  rmSync(folder, { recursive: true, force: true })
  renameSync(draft, folder)
}
