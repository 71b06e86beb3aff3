import { registerBatchMatMul } from './batch-mat-mul.ts'
import { registerUnsortedSegmentSum } from './unsorted-segment-sum.ts'

let registered = false

/** What TensorFlow.js's WASM backend needs before it can train embeddings; call it with that backend current. Idempotent within a thread. */
export function registerWasmKernels(): void {
  if (registered) return
  registered = true
  registerBatchMatMul()
  registerUnsortedSegmentSum()
}
