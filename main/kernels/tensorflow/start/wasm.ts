import path from 'node:path'
import { createRequire } from 'node:module'
import * as tf from '@tensorflow/tfjs-core'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import { registerWasmKernels } from '../wasm/register.ts'

const listened = ['uncaughtException', 'unhandledRejection'] as const

/** TensorFlow.js compiled to WebAssembly, one thread (it has no others under Node), with our kernels for training. */
export async function start(): Promise<{ title: string; accelerated: boolean }> {
  const script = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')
  setWasmPaths(`${path.dirname(script)}${path.sep}`)
  const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')
  const before = listened.map((event) => new Set(process.listeners(event as 'uncaughtException')))
  if (!(await tf.setBackend('wasm'))) throw new Error('The WebAssembly module of TensorFlow.js did not start.')
  // Emscripten's module ends the process on any rejected promise; the process's own handlers decide that here.
  listened.forEach((event, index) => {
    for (const listener of process.listeners(event as 'uncaughtException'))
      if (!before[index]!.has(listener)) process.off(event, listener)
  })
  registerWasmKernels()
  return { title: simd ? 'WASM SIMD' : 'WASM', accelerated: false }
}
