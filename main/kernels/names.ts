import type { AddOuter } from './reference/add-outer.ts'
import type { DotRows } from './reference/dot-rows.ts'
import type { MultiplyMatrices } from './reference/multiply-matrices.ts'

/** Every kernel with what it takes and gives. What each computes stands, readably, in `reference/`. */
export interface KernelSignatures {
  addOuter(input: AddOuter): void
  dotRows(input: DotRows): void
  multiplyMatrices(input: MultiplyMatrices): void
}

export type KernelName = keyof KernelSignatures
export type KernelInput<Name extends KernelName> = Parameters<KernelSignatures[Name]>[0]
export type KernelOutput<Name extends KernelName> = ReturnType<KernelSignatures[Name]>
