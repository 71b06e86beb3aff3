import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { workplace } from './peer.ts'

/** Gives work an empty folder of its own below `.bench/scratch/` and removes it afterwards. */
export async function withScratch<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const parent = path.join(workplace, 'scratch')
  mkdirSync(parent, { recursive: true })
  const folder = mkdtempSync(path.join(parent, 'run-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', remove)
  try {
    return await work(folder)
  } finally {
    process.off('exit', remove)
    remove()
  }
}
