import { randomUUID } from 'node:crypto'
import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { openSource, type Source } from './source.ts'
import { openArchive } from './zip.ts'

/** Opens a file, or the log in an archive, for some work; `stem` begins the names of temporary files, which go when the work ends however it ends. */
export async function withFile<T>(
  temporary: string,
  file: string,
  work: (source: Source, stem: string) => Promise<T>,
): Promise<T> {
  const stem = path.join(temporary, randomUUID())
  try {
    return await work(await openArchive(await openSource(file), `${stem}.archive`), stem)
  } finally {
    const prefix = path.basename(stem)
    for (const name of readdirSync(temporary))
      if (name.startsWith(prefix)) rmSync(path.join(temporary, name), { recursive: true, force: true })
  }
}
