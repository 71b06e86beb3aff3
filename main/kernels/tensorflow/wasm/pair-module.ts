import * as w from '../../wasm/assembler.ts'
import type { Code, Local, WasmFunction } from '../../wasm/assembler.ts'
import { defineFor } from '../../wasm/define.ts'

/**
 * The pair kernels with four lanes at a time, over matrices whose width is a multiple of 4. All arguments are addresses in bytes, but `count` (pairs × 4) and
 * `stride` (bytes of a row). Rows need no alignment beyond 4 bytes. The definitions they are held against stand in `pairs.ts`.
 */
export interface PairModule {
  pairHidden(a: number, b: number, left: number, right: number, count: number, stride: number, out: number): void
  pairHiddenGradient(
    ...arguments_: [
      output: number,
      hidden: number,
      left: number,
      right: number,
      count: number,
      stride: number,
      intoA: number,
      intoB: number,
    ]
  ): void
  pairDot(a: number, b: number, left: number, right: number, count: number, stride: number, out: number): void
  pairDotGradient(
    ...arguments_: [
      output: number,
      a: number,
      b: number,
      left: number,
      right: number,
      count: number,
      stride: number,
      intoA: number,
      intoB: number,
    ]
  ): void
  pairReluDot(
    ...arguments_: [
      a: number,
      b: number,
      weights: number,
      left: number,
      right: number,
      count: number,
      stride: number,
      out: number,
    ]
  ): void
  pairReluDotGradient(
    ...arguments_: [
      output: number,
      a: number,
      b: number,
      weights: number,
      left: number,
      right: number,
      count: number,
      stride: number,
      intoA: number,
      intoB: number,
      intoWeights: number,
    ]
  ): void
}

export async function instantiatePairModule(memory: WebAssembly.Memory): Promise<PairModule> {
  const { instance } = await WebAssembly.instantiate(w.assemble(functions()), { environment: { memory } })
  return instance.exports as unknown as PairModule
}

const define = defineFor<PairModule>()
const at = (base: Local, offset: Local): Code => w.addInteger(w.get(base), w.get(offset))
/** The address of the row of `matrix` that entry `pair` of `rows` names. */
const rowOf = (matrix: Local, rows: Local, pair: Local, stride: Local): Code =>
  w.addInteger(w.get(matrix), w.multiplyInteger(w.loadInteger(at(rows, pair)), w.get(stride)))
const accumulate = (row: Local, k: Local, amount: Code): Code => w.store(at(row, k), w.add(w.load(at(row, k)), amount))

function functions(): readonly WasmFunction[] {
  return [
    define(
      'pairHidden',
      {
        parameters: ['a', 'b', 'left', 'right', 'count', 'stride', 'out'],
        integers: ['pair', 'k', 'i', 'j'],
        vectors: [],
      },
      (x) => [
        w.loop(x.pair, w.get(x.count), 4, [
          w.set(x.i, rowOf(x.a, x.left, x.pair, x.stride)),
          w.set(x.j, rowOf(x.b, x.right, x.pair, x.stride)),
          w.loop(x.k, w.get(x.stride), 16, [
            w.store(at(x.out, x.k), w.larger(w.add(w.load(at(x.i, x.k)), w.load(at(x.j, x.k))), w.zero)),
          ]),
          w.set(x.out, at(x.out, x.stride)),
        ]),
      ],
    ),
    define(
      'pairHiddenGradient',
      {
        parameters: ['output', 'hidden', 'left', 'right', 'count', 'stride', 'intoA', 'intoB'],
        integers: ['pair', 'k', 'i', 'j'],
        vectors: ['amount'],
      },
      (x) => [
        w.loop(x.pair, w.get(x.count), 4, [
          w.set(x.i, rowOf(x.intoA, x.left, x.pair, x.stride)),
          w.set(x.j, rowOf(x.intoB, x.right, x.pair, x.stride)),
          w.loop(x.k, w.get(x.stride), 16, [
            w.set(x.amount, w.and(w.load(at(x.output, x.k)), w.isGreater(w.load(at(x.hidden, x.k)), w.zero))),
            accumulate(x.i, x.k, w.get(x.amount)),
            accumulate(x.j, x.k, w.get(x.amount)),
          ]),
          w.set(x.output, at(x.output, x.stride)),
          w.set(x.hidden, at(x.hidden, x.stride)),
        ]),
      ],
    ),
    define(
      'pairDot',
      {
        parameters: ['a', 'b', 'left', 'right', 'count', 'stride', 'out'],
        integers: ['pair', 'k', 'i', 'j'],
        vectors: ['sum'],
      },
      (x) => [
        w.loop(x.pair, w.get(x.count), 4, [
          w.set(x.i, rowOf(x.a, x.left, x.pair, x.stride)),
          w.set(x.j, rowOf(x.b, x.right, x.pair, x.stride)),
          w.set(x.sum, w.zero),
          w.loop(x.k, w.get(x.stride), 16, [
            w.set(x.sum, w.add(w.get(x.sum), w.multiply(w.load(at(x.i, x.k)), w.load(at(x.j, x.k))))),
          ]),
          w.storeFloat(at(x.out, x.pair), w.sumLanes(x.sum)),
        ]),
      ],
    ),
    define(
      'pairDotGradient',
      {
        parameters: ['output', 'a', 'b', 'left', 'right', 'count', 'stride', 'intoA', 'intoB'],
        integers: ['pair', 'k', 'i', 'j', 'toI', 'toJ'],
        vectors: ['amount'],
      },
      (x) => [
        w.loop(x.pair, w.get(x.count), 4, [
          w.set(x.i, rowOf(x.a, x.left, x.pair, x.stride)),
          w.set(x.j, rowOf(x.b, x.right, x.pair, x.stride)),
          w.set(x.toI, rowOf(x.intoA, x.left, x.pair, x.stride)),
          w.set(x.toJ, rowOf(x.intoB, x.right, x.pair, x.stride)),
          w.set(x.amount, w.loadSplat(at(x.output, x.pair))),
          w.loop(x.k, w.get(x.stride), 16, [
            accumulate(x.toI, x.k, w.multiply(w.get(x.amount), w.load(at(x.j, x.k)))),
            accumulate(x.toJ, x.k, w.multiply(w.get(x.amount), w.load(at(x.i, x.k)))),
          ]),
        ]),
      ],
    ),
    define(
      'pairReluDot',
      {
        parameters: ['a', 'b', 'weights', 'left', 'right', 'count', 'stride', 'out'],
        integers: ['pair', 'k', 'i', 'j'],
        vectors: ['sum'],
      },
      (x) => [
        w.loop(x.pair, w.get(x.count), 4, [
          w.set(x.i, rowOf(x.a, x.left, x.pair, x.stride)),
          w.set(x.j, rowOf(x.b, x.right, x.pair, x.stride)),
          w.set(x.sum, w.zero),
          w.loop(x.k, w.get(x.stride), 16, [
            w.set(
              x.sum,
              w.add(
                w.get(x.sum),
                w.multiply(
                  w.larger(w.add(w.load(at(x.i, x.k)), w.load(at(x.j, x.k))), w.zero),
                  w.load(at(x.weights, x.k)),
                ),
              ),
            ),
          ]),
          w.storeFloat(at(x.out, x.pair), w.sumLanes(x.sum)),
        ]),
      ],
    ),
    define(
      'pairReluDotGradient',
      {
        parameters: [
          ...(['output', 'a', 'b', 'weights', 'left', 'right'] as const),
          ...(['count', 'stride', 'intoA', 'intoB', 'intoWeights'] as const),
        ],
        integers: ['pair', 'k', 'i', 'j', 'toI', 'toJ'],
        vectors: ['amount', 'sum', 'part'],
      },
      (x) => [
        w.loop(x.pair, w.get(x.count), 4, [
          w.set(x.i, rowOf(x.a, x.left, x.pair, x.stride)),
          w.set(x.j, rowOf(x.b, x.right, x.pair, x.stride)),
          w.set(x.toI, rowOf(x.intoA, x.left, x.pair, x.stride)),
          w.set(x.toJ, rowOf(x.intoB, x.right, x.pair, x.stride)),
          w.set(x.amount, w.loadSplat(at(x.output, x.pair))),
          w.loop(x.k, w.get(x.stride), 16, [
            w.set(x.sum, w.add(w.load(at(x.i, x.k)), w.load(at(x.j, x.k)))),
            accumulate(x.intoWeights, x.k, w.multiply(w.get(x.amount), w.larger(w.get(x.sum), w.zero))),
            w.set(
              x.part,
              w.and(w.multiply(w.get(x.amount), w.load(at(x.weights, x.k))), w.isGreater(w.get(x.sum), w.zero)),
            ),
            accumulate(x.toI, x.k, w.get(x.part)),
            accumulate(x.toJ, x.k, w.get(x.part)),
          ]),
        ]),
      ],
    ),
  ]
}
