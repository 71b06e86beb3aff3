import { KernelMemory } from './memory.ts'
import type { KernelInput, KernelName, KernelOutput } from './names.ts'
import { compiledKernels, referenceKernels, type KernelBackend } from './registry.ts'
import { Runner } from './runner.ts'
import type { SimdKind } from './simd.ts'

/** Kernels on one memory. Arrays that they are given are taken from {@link memory}. */
export interface Kernels {
  readonly memory: KernelMemory
  readonly threads: number
  run<Name extends KernelName>(name: Name, input: KernelInput<Name>): KernelOutput<Name>
}

export interface KernelOptions {
  readonly threads: number
  readonly backend?: KernelBackend
  readonly kind?: SimdKind
  /** The memory of kernels that were opened before; a fresh one when absent. */
  readonly memory?: KernelMemory
}

/** Kernels on a memory and a fixed pool of threads. The number of threads changes no result. */
export function openKernels({ threads, backend = 'wasm', kind, memory = new KernelMemory() }: KernelOptions): Kernels {
  if (backend === 'reference')
    return { memory, threads: 1, run: (name, input) => referenceKernels[name](input as never) as never }
  const runner = new Runner(memory, threads, kind)
  return { memory, threads, run: (name, input) => compiledKernels[name](runner, input as never) as never }
}
