import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import os from 'node:os'
import { simdKind } from '../kernels/simd.ts'

const recorded = ['@duckdb/node-api', '@tensorflow/tfjs-core'] as const

/** Versions of what can change a result, for the record of a run. */
export function readVersions(): Readonly<Record<string, string>> {
  versions ??= collectVersions()
  return versions
}

let versions: Readonly<Record<string, string>> | undefined

function collectVersions(): Readonly<Record<string, string>> {
  const own = readVersion(new URL('../../package.json', import.meta.url))
  const packages = recorded.map((name) => {
    const file = findPackageJSON(name, import.meta.url)
    return [name, file ? readVersion(file) : 'missing'] as const
  })
  return {
    recbench: own,
    node: process.versions.node,
    v8: process.versions.v8,
    'WebAssembly SIMD': simdKind,
    ...Object.fromEntries(packages),
  }
}

const readVersion = (file: string | URL) => (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version

/** The machine, for the record of a run. */
export function describeMachine(): Readonly<Record<string, string>> {
  return {
    platform: `${os.type()} ${os.release()}`,
    architecture: os.arch(),
    processor: os.cpus()[0]?.model.trim() ?? 'unknown',
    cores: String(os.availableParallelism()),
    memory: `${(os.totalmem() / 2 ** 30).toFixed(1)} GiB`,
  }
}
