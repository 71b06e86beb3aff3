import { WasmHeap } from '../wasm/heap.ts'
import { instantiateBlockModule, type BlockModule } from './block-module.ts'

/** A memory with the kernels on blocks of vectors. */
export class Heap extends WasmHeap<BlockModule> {
  constructor() {
    super(instantiateBlockModule)
  }
}
