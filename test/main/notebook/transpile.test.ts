import vm from 'node:vm'
import { describe, expect, it } from 'vitest'
import { importName, transpile } from '../../../main/notebook/transpile.ts'

async function run(...cells: string[]) {
  const context = vm.createContext({
    [importName]: (name: string) => Promise.resolve({ default: `default of ${name}`, a: 1, b: 2 }),
    later: (x: unknown) => Promise.resolve(x),
  })
  let value: unknown
  for (const cell of cells) value = (await vm.runInContext(transpile(cell).code, context)) as unknown
  return value
}

describe('transpile', () => {
  it('returns the value of a last expression', async () => {
    expect(await run('1 + 1')).toBe(2)
    expect(await run('const x: number = 3\nx * 2;')).toBe(6)
  })

  it('returns nothing when the last statement is a declaration', async () => {
    expect(await run('const x = 3')).toBeUndefined()
  })

  it('lets later cells see what earlier cells declared, whatever the kind of declaration', async () => {
    expect(
      await run(
        'const a = 1, { b, c: [d] } = { b: 2, c: [3] }; let e',
        'function f(x: number) { return x + a }',
        'class G { h = b }',
        'e = f(d) + new G().h; e',
      ),
    ).toBe(6)
  })

  it('calls a function before its declaration', async () => {
    expect(await run('const x = twice(4)\nfunction twice(n: number) { return 2 * n }\nx')).toBe(8)
  })

  it('awaits at the top level', async () => {
    expect(await run('const x = await later(5)\nx')).toBe(5)
  })

  it('turns every form of import into an await', async () => {
    expect(await run(`import m, { a, b as c } from 'x'\n[m, a, c].join()`)).toBe('default of x,1,2')
    expect(await run(`import * as n from 'y'\nn.b`)).toBe(2)
    expect(await run(`import 'z'\n(await import('w')).a`)).toBe(1)
  })

  it('drops types that TypeScript would erase', async () => {
    expect(
      await run('interface A { b: string }\ntype C = A\nconst x = <T,>(y: T) => y as unknown as number\nx(3)!'),
    ).toBe(3)
  })

  it('accepts export, as copied from a module', async () => {
    expect(await run('export const x = 1', 'x')).toBe(1)
  })

  it('keeps one line for one line, so that an error names the right one', async () => {
    const cell = `import {\n a,\n b\n} from 'x'\nconst { c } =\n  { c: 1 }\nthrow new Error('here')`
    const error = (await run(cell).catch((caught: unknown) => caught)) as Error
    expect(/evalmachine\.<anonymous>:(\d+)/.exec(error.stack!)?.[1]).toBe('7')
  })

  it('says which names a cell declares and which it reads', () => {
    const { defines, uses } = transpile('const total = sum(values.map((v) => v.count * rate))\nclass A {}')
    expect(defines).toEqual(['total', 'A'])
    expect(uses).toEqual(expect.arrayContaining(['sum', 'values', 'rate']))
    expect(uses).not.toContain('count')
  })

  it('refuses a cell that does not parse, with line and column', () => {
    expect(() => transpile('const x = 1\nconst = 2')).toThrow(
      expect.objectContaining({ code: 'bad-input', where: 'line 2, column 7' }) as Error,
    )
  })

  it('refuses an enum with what to write instead', () => {
    expect(() => transpile('enum A { b }')).toThrow('more than types')
  })
})
