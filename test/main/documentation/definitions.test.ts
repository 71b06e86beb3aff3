import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readDefinitions, toMarkdown } from '../../../main/documentation/definitions.ts'

describe('readDefinitions', () => {
  it('finds the header of each export by its id, and no comment of something else', () => {
    const root = mkdtempSync(path.join(tmpdir(), 'recbench-docs-'))
    mkdirSync(path.join(root, 'metrics'))
    writeFileSync(
      path.join(root, 'metrics', 'hit.ts'),
      `/** A helper. */\nconst helper = () => 1\n\n/**\n * Hit rate.\n *\n *   hit@k = 1\n */\nexport const hit = {\n  id: 'hit',\n}\n`,
    )
    const found = readDefinitions(root, 'metrics', 'id')
    expect([...found]).toEqual([['hit', { header: 'Hit rate.\n\n  hit@k = 1', file: 'metrics/hit.ts' }]])
  })
})

describe('toMarkdown', () => {
  it('makes code blocks of formulas and keeps text and lists', () => {
    expect(toMarkdown('What it is:\n\n  a = b\n  c = d\n\nWhere a is b.\n- one')).toBe(
      'What it is:\n\n```text\na = b\nc = d\n```\n\nWhere a is b.\n- one',
    )
  })

  it('ends at the first tag', () => expect(toMarkdown('Text.\n@param x nothing')).toBe('Text.'))
})
