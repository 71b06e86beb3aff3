import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { figuresZh } from '../../../main/figures/zh.ts'
import { reportsZh } from '../../../main/reports/zh.ts'

const root = path.resolve(import.meta.dirname, '../../..')

function sentences(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('zh.ts'))
    .flatMap((file) => [
      ...readFileSync(path.join(root, folder, file), 'utf8').matchAll(/\bt\(\s*'((?:[^'\\]|\\.)*)'/g),
    ])
    .map((match) => match[1]!.replaceAll("\\'", "'"))
}

it('has Chinese for every sentence of charts and reports', () => {
  const known = { ...figuresZh, ...reportsZh }
  const wanted = [...sentences('main/figures'), ...sentences('main/reports')]
  expect(wanted.length).toBeGreaterThan(100)
  expect(wanted.filter((sentence) => !(sentence in known))).toEqual([])
})
