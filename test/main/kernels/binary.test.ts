import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { binaryFile, compile, modules } from '../../../main/kernels/compile.ts'
import { openKernels } from '../../../main/kernels/kernels.ts'
import { fuses, kinds } from '../../../main/kernels/simd.ts'

describe('the compiled kernels', () => {
  for (const module of modules())
    it(`of ${module} are those of the sources: run \`npm run kernels\` after a change`, async () => {
      for (const kind of kinds) {
        const file = binaryFile(module, kind)
        expect(existsSync(file), file).toBe(true)
        expect(Buffer.from(await compile(module, kind)).equals(readFileSync(file)), file).toBe(true)
      }
    })

  it('bring no data of their own, so that modules can share a memory', () => {
    for (const module of modules())
      for (const kind of kinds) expect(sections(readFileSync(binaryFile(module, kind)))).not.toContain(11)
  })
})

describe('the probe of relaxed SIMD', () => {
  it('says what the relaxed kernels do: (1 + 2⁻¹²)² − 1 keeps its last term where they round once', () => {
    const { memory, run } = openKernels({ threads: 1, kind: 'relaxed' })
    const [rows, amounts, vector] = [[-1, -1, -1, -1], [1 + 2 ** -12], new Array<number>(4).fill(1 + 2 ** -12)]
    const input = { rows: memory.putFloats(rows), amounts: memory.putFloats(amounts), vector: memory.putFloats(vector) }
    run('addOuter', input)
    expect(input.rows[0] === 2 ** -11 + 2 ** -24).toBe(fuses())
  })
})

/** The ids of the sections of a module. */
function sections(bytes: Uint8Array): number[] {
  const found: number[] = []
  for (let at = 8; at < bytes.length;) {
    found.push(bytes[at++]!)
    let length = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++]!
      length |= (byte & 0x7f) << shift
      if (byte < 0x80) break
    }
    at += length
  }
  return found
}
