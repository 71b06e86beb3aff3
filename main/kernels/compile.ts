import { readdirSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { kinds, type SimdKind } from './simd.ts'

/**
 * `npm run kernels [-- MODULE …]`: compiles the AssemblyScript modules, each with plain and with relaxed SIMD, into `binary/`, whose files are part of the
 * project, so that nobody needs a compiler to run it. A module is a file of `assembly/` that exports kernels; they share the memory that they are given and
 * have none of their own.
 */
const here = import.meta.dirname
const notModules = ['lanes.ts', 'relaxed.d.ts']

export const modules = (): readonly string[] =>
  readdirSync(path.join(here, 'assembly'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !notModules.includes(file))
    .filter((file) => !file.startsWith('inline-'))
    .map((file) => path.basename(file, '.ts'))
    .sort()

/** The bytes of a compiled module. Errors: what the compiler says. */
export async function compile(module: string, kind: SimdKind): Promise<Uint8Array> {
  const asc = await import('assemblyscript/asc')
  let binary: Uint8Array | undefined
  const { error, stderr } = await asc.main(
    [
      `${module}.ts`,
      ...['--outFile', 'out.wasm', '--baseDir', path.join(here, 'assembly')],
      ...['--runtime', 'stub', '--importMemory', '--sharedMemory'],
      ...['--initialMemory', '1', '--maximumMemory', '65536'],
      ...['--enable', 'simd', '--enable', 'threads', '--enable', 'bulk-memory'],
      ...(kind === 'relaxed' ? ['--enable', 'relaxed-simd'] : []),
      ...['--use', `RELAXED=${kind === 'relaxed' ? 1 : 0}`, '--use', 'abort='],
      ...['--optimizeLevel', '3', '--shrinkLevel', '0', '--converge', '--noAssert'],
    ],
    {
      writeFile: (name: string, contents: Uint8Array | string) => {
        if (name === 'out.wasm') binary = contents as Uint8Array
      },
    },
  )
  if (error || !binary) throw new Error(`${module} does not compile: ${error?.message}\n${stderr.toString()}`)
  return binary
}

export const binaryFile = (module: string, kind: SimdKind): string =>
  path.join(here, 'binary', `${module}.${kind}.wasm`)

async function main(named: readonly string[]): Promise<void> {
  await mkdir(path.join(here, 'binary'), { recursive: true })
  for (const module of named.length > 0 ? named : modules())
    for (const kind of kinds) {
      const bytes = await compile(module, kind)
      await writeFile(binaryFile(module, kind), bytes)
      console.log(`${module} ${kind}: ${bytes.length} bytes`)
    }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main(process.argv.slice(2))
