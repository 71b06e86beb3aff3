import * as tf from '@tensorflow/tfjs-core'
import { allocate, asWasm, floats, integers } from './heap.ts'

/** out[s] = Σ over rows r with segmentIds[r] = s of x[r]: the gradient of `gather`, which the package lacks. Rows add in order. */
export function registerUnsortedSegmentSum(): void {
  tf.registerKernel({
    kernelName: 'UnsortedSegmentSum',
    backendName: 'wasm',
    kernelFunc: ({ inputs, backend: untyped, attrs }) => {
      const { x, segmentIds } = inputs as Readonly<Record<'x' | 'segmentIds', tf.TensorInfo>>
      const { numSegments } = attrs as unknown as { numSegments: number }
      const backend = asWasm(untyped)
      const output = allocate(backend, [numSegments, ...x.shape.slice(segmentIds.shape.length)])
      const segments = integers(backend, segmentIds)
      const from = floats(backend, x)
      const into = floats(backend, output)
      const width = from.length / Math.max(segments.length, 1)
      for (let r = 0; r < segments.length; r++) {
        const segment = segments[r]!
        if (segment < 0 || segment >= numSegments) continue
        const start = r * width
        const end = start + width
        for (let source = start, target = segment * width; source < end; source++) into[target++]! += from[source]!
      }
      return output
    },
  })
}
