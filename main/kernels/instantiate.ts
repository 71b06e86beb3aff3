import { readFileSync } from 'node:fs'
import type { SimdKind } from './simd.ts'

const compiled = new Map<string, WebAssembly.Module>()

/** The kernels of a module on a memory. Each thread has its own instance. */
export function instantiate(module: string, kind: SimdKind, memory: WebAssembly.Memory): WebAssembly.Exports {
  const file = `./binary/${module}.${kind}.wasm`
  let code = compiled.get(file)
  if (!code) compiled.set(file, (code = new WebAssembly.Module(readFileSync(new URL(file, import.meta.url)))))
  return new WebAssembly.Instance(code, { env: { memory } }).exports
}
