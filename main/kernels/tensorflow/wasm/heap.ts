import type { DataId, DataType, TensorInfo } from '@tensorflow/tfjs-core'

/** The part of TensorFlow.js's WASM backend that a kernel of ours needs. */
export interface WasmBackend {
  readonly wasm: { readonly asm: { readonly memory: WebAssembly.Memory } }
  makeOutput(shape: number[], dtype: DataType): TensorInfo
  typedArrayFromHeap(tensor: TensorInfo): Float32Array | Int32Array
  disposeData(dataId: DataId): boolean
}

export const asWasm = (backend: unknown) => backend as WasmBackend

/** A zero tensor. Allocate every output before taking views or addresses: allocation may grow the memory, which detaches views. */
export function allocate(backend: WasmBackend, shape: readonly number[]): TensorInfo {
  const output = backend.makeOutput([...shape], 'float32')
  backend.typedArrayFromHeap(output).fill(0)
  return output
}

export const floats = (backend: WasmBackend, tensor: TensorInfo) => backend.typedArrayFromHeap(tensor) as Float32Array
export const integers = (backend: WasmBackend, tensor: TensorInfo) => backend.typedArrayFromHeap(tensor) as Int32Array
