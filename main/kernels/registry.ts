import type { KernelInput, KernelName, KernelOutput, KernelSignatures } from './names.ts'
import * as reference from './reference/all.ts'
import type { Runner } from './runner.ts'
import * as wasm from './wasm/all.ts'

/** Where kernels run: compiled, or as the definition that the compiled ones are compared with. */
export const kernelBackends = ['wasm', 'reference'] as const
export type KernelBackend = (typeof kernelBackends)[number]

type CompiledKernels = { readonly [Name in KernelName]: (run: Runner, input: KernelInput<Name>) => KernelOutput<Name> }

export const compiledKernels: CompiledKernels = wasm
export const referenceKernels: KernelSignatures = reference
