import { describe, expect, it } from 'vitest'
import { globalsOf } from '../../../renderer/notebook/cell-library.ts'

describe('globalsOf', () => {
  it('gives nothing for a cell without imports, which other cells see as it is', () => {
    expect(globalsOf('const x = 1')).toBe('')
  })

  it('declares what imports bring, and keeps the rest', () => {
    expect(globalsOf(`import { a, b as c } from 'recbench'\nconst d = a()`)).toBe(
      `declare const a: typeof import('recbench').a; declare const c: typeof import('recbench').b;\nconst d = a()`,
    )
    expect(globalsOf(`import * as n from "x"\nimport m from 'y'`)).toBe(
      `declare const n: typeof import('x');\ndeclare const m: typeof import('y').default;`,
    )
  })
})
