import * as tf from '@tensorflow/tfjs-core'
import { address, allocate, asWasm, type WasmBackend } from './heap.ts'
import { instantiatePairModule } from './pair-module.ts'

type Inputs<Name extends string> = Readonly<Record<Name, tf.TensorInfo>>
type PairName = 'a' | 'b' | 'left' | 'right'

/**
 * Fused kernels of `pairs.ts` for the wasm backend, on its own memory. Pairs add to their rows in order, so that the digits never vary. Outputs are allocated
 * before any address is used.
 */
export async function registerPairKernels(): Promise<void> {
  const backend = asWasm(tf.backend())
  const module = await instantiatePairModule(backend.wasm.asm.memory)

  register('PairHidden', (backend, inputs: Inputs<PairName>) => {
    const output = backend.makeOutput([inputs.left.shape[0]!, inputs.a.shape[1]!], 'float32')
    const { a, b, left, right } = addresses(backend, inputs)
    module.pairHidden(a, b, left, right, ...extent(inputs), address(backend, output))
    return output
  })
  register('PairHiddenGradient', (backend, inputs: Inputs<PairName | 'output' | 'value'>) => {
    const outputs = [allocate(backend, inputs.a.shape), allocate(backend, inputs.b.shape)] as const
    const { output, value, left, right } = addresses(backend, inputs)
    const [intoA, intoB] = [address(backend, outputs[0]), address(backend, outputs[1])]
    module.pairHiddenGradient(output, value, left, right, ...extent(inputs), intoA, intoB)
    return [...outputs]
  })
  register('PairDot', (backend, inputs: Inputs<PairName>) => {
    const output = backend.makeOutput([inputs.left.shape[0]!], 'float32')
    const { a, b, left, right } = addresses(backend, inputs)
    module.pairDot(a, b, left, right, ...extent(inputs), address(backend, output))
    return output
  })
  register('PairDotGradient', (backend, inputs: Inputs<PairName | 'output'>) => {
    const outputs = [allocate(backend, inputs.a.shape), allocate(backend, inputs.b.shape)] as const
    const { output, a, b, left, right } = addresses(backend, inputs)
    const [intoA, intoB] = [address(backend, outputs[0]), address(backend, outputs[1])]
    module.pairDotGradient(output, a, b, left, right, ...extent(inputs), intoA, intoB)
    return [...outputs]
  })
  register('PairReluDot', (backend, inputs: Inputs<PairName | 'weights'>) => {
    const output = backend.makeOutput([inputs.left.shape[0]!], 'float32')
    const { a, b, weights, left, right } = addresses(backend, inputs)
    module.pairReluDot(a, b, weights, left, right, ...extent(inputs), address(backend, output))
    return output
  })
  register('PairReluDotGradient', (backend, inputs: Inputs<PairName | 'weights' | 'output'>) => {
    const outputs = [inputs.a, inputs.b, inputs.weights].map(({ shape }) => allocate(backend, shape))
    const { output, a, b, weights, left, right } = addresses(backend, inputs)
    const [intoA, intoB, intoWeights] = outputs.map((tensor) => address(backend, tensor)) as [number, number, number]
    module.pairReluDotGradient(output, a, b, weights, left, right, ...extent(inputs), intoA, intoB, intoWeights)
    return outputs
  })
}

function register<Name extends string>(
  kernelName: string,
  run: (backend: WasmBackend, inputs: Inputs<Name>) => tf.TensorInfo | tf.TensorInfo[],
): void {
  tf.registerKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc: ({ inputs, backend }) => run(asWasm(backend), inputs as Inputs<Name>),
  })
}

function addresses<Name extends string>(backend: WasmBackend, inputs: Inputs<Name>): Readonly<Record<Name, number>> {
  const entries = Object.entries<tf.TensorInfo>(inputs).map(([name, tensor]) => [name, address(backend, tensor)])
  return Object.fromEntries(entries) as Record<Name, number>
}

/** Pairs and bytes of a row, as the module wants them. */
const extent = ({ left, a }: Inputs<'left' | 'a'>) => [4 * left.shape[0]!, 4 * a.shape[1]!] as const
