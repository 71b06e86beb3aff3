import * as w from '../wasm/assembler.ts'
import type { Code, Local, WasmFunction } from '../wasm/assembler.ts'
import { defineFor } from '../wasm/define.ts'

/**
 * Kernels on blocks of vectors: row-major matrices with one row per user or item and a column per vector. Addresses, strides and extents are in bytes; the
 * stride of a block is a multiple of 64. Single precision unless the name says doubles. What each computes is written plainly in `reference.ts`.
 */
export interface BlockModule {
  sumRows(offsets: number, indices: number, rows: number, source: number, stride: number, out: number): void
  sumRowsOfDoubles(offsets: number, indices: number, rows: number, source: number, stride: number, out: number): void
  addProduct(
    ...arguments_: [left: number, width: number, coefficients: number, into: number, extent: number, stride: number]
  ): void
  project(...arguments_: [left: number, width: number, from: number, out: number, extent: number, stride: number]): void
  addRidge(ridge: number, p: number, q: number, extent: number, stride: number, dots: number): void
  advance(
    ...arguments_: [
      alpha: number,
      z: number,
      p: number,
      r: number,
      q: number,
      extent: number,
      stride: number,
      dots: number,
    ]
  ): void
  turn(beta: number, p: number, r: number, extent: number, stride: number): void
  projectDoubles(q: number, w: number, extent: number, out: number): void
  subtractDoubles(q: number, coefficients: number, w: number, extent: number): void
  multiplyPanels(
    ...arguments_: [
      left: number,
      panels: number,
      width: number,
      out: number,
      rows: number,
      columns: number,
      stride: number,
    ]
  ): void
}

/** Instantiates the module on a memory; small enough to be compiled at once. */
export function instantiateBlockModule(memory: WebAssembly.Memory): BlockModule {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(w.assemble(functions())), {
    environment: { memory },
  })
  return instance.exports as unknown as BlockModule
}

const define = defineFor<BlockModule>()
const at = (base: Local, offset: Local): Code => w.addInteger(w.get(base), w.get(offset))
const accumulate = (into: Local, amount: Code): Code => w.set(into, w.add(w.get(into), amount))
const accumulateDoubles = (into: Local, amount: Code): Code => w.set(into, w.addDoubles(w.get(into), amount))
const clear = (vectors: readonly Local[]): Code[] => vectors.map((vector) => w.set(vector, w.zero))
const lanes = [0, 1, 2, 3] as const

/** Sums of rows 64 bytes wide at a time, in four vectors. */
const sumRows = (name: 'sumRows' | 'sumRowsOfDoubles', add: typeof accumulate): WasmFunction =>
  define(
    name,
    {
      parameters: ['offsets', 'indices', 'rows', 'source', 'stride', 'out'],
      integers: ['column', 'row', 'entry', 'from', 'to'],
      vectors: ['s0', 's1', 's2', 's3'],
    },
    (x) => {
      const sums = [x.s0, x.s1, x.s2, x.s3]
      return [
        w.loop(x.column, w.get(x.stride), 64, [
          w.set(x.to, at(x.out, x.column)),
          w.loop(x.row, w.get(x.rows), 4, [
            ...clear(sums),
            w.loopFrom(
              x.entry,
              w.addInteger(w.get(x.indices), w.multiplyInteger(w.constant(4), w.loadInteger(at(x.offsets, x.row)))),
              w.addInteger(
                w.get(x.indices),
                w.multiplyInteger(w.constant(4), w.loadInteger(w.addInteger(at(x.offsets, x.row), w.constant(4)))),
              ),
              4,
              [
                w.set(
                  x.from,
                  w.addInteger(
                    at(x.source, x.column),
                    w.multiplyInteger(w.loadInteger(w.get(x.entry)), w.get(x.stride)),
                  ),
                ),
                ...lanes.map((lane) => add(sums[lane]!, w.load(w.get(x.from), 16 * lane))),
              ],
            ),
            ...lanes.map((lane) => w.store(w.get(x.to), w.get(sums[lane]!), 16 * lane)),
            w.set(x.to, w.addInteger(w.get(x.to), w.get(x.stride))),
          ]),
        ]),
      ]
    },
  )

/** Visits the rows of a block and, in each, its columns of 16 bytes, with `at` the place within the block. */
const everywhere = (
  x: Readonly<Record<'row' | 'column' | 'at' | 'extent' | 'stride', Local>>,
  body: readonly Code[],
): Code[] => [
  w.set(x.row, w.constant(0)),
  w.whileBelow(x.row, w.get(x.extent), w.get(x.stride), [
    w.loop(x.column, w.get(x.stride), 16, [w.set(x.at, at(x.row, x.column)), ...body]),
  ]),
]

/** Adds to the entries of `dots` that belong to the column. */
const addTo = (dots: Local, column: Local, amount: Code): Code =>
  w.store(at(dots, column), w.add(w.load(at(dots, column)), amount))

function functions(): readonly WasmFunction[] {
  const places = ['row', 'column', 'at'] as const
  return [
    sumRows('sumRows', accumulate),
    sumRows('sumRowsOfDoubles', accumulateDoubles),
    define(
      'addProduct',
      {
        parameters: ['left', 'width', 'coefficients', 'into', 'extent', 'stride'],
        integers: ['row', 'column', 'k', 'from', 'to', 'next'],
        vectors: ['s0', 's1', 's2', 's3', 'factor'],
      },
      (x) => {
        const sums = [x.s0, x.s1, x.s2, x.s3]
        return [
          w.set(x.from, w.get(x.left)),
          w.set(x.row, w.constant(0)),
          w.whileBelow(x.row, w.get(x.extent), w.get(x.stride), [
            w.loop(x.column, w.get(x.stride), 64, [
              w.set(x.to, w.addInteger(at(x.into, x.row), w.get(x.column))),
              w.set(x.next, at(x.coefficients, x.column)),
              ...lanes.map((lane) => w.set(sums[lane]!, w.load(w.get(x.to), 16 * lane))),
              w.loop(x.k, w.get(x.width), 4, [
                w.set(x.factor, w.loadSplat(at(x.from, x.k))),
                ...lanes.map((lane) =>
                  accumulate(sums[lane]!, w.multiply(w.get(x.factor), w.load(w.get(x.next), 16 * lane))),
                ),
                w.set(x.next, at(x.next, x.stride)),
              ]),
              ...lanes.map((lane) => w.store(w.get(x.to), w.get(sums[lane]!), 16 * lane)),
            ]),
            w.set(x.from, at(x.from, x.width)),
          ]),
        ]
      },
    ),
    define(
      'project',
      {
        parameters: ['left', 'width', 'from', 'out', 'extent', 'stride'],
        integers: ['row', 'column', 'k', 'at', 'to'],
        vectors: ['s0', 's1', 's2', 's3', 'factor'],
      },
      (x) => {
        const values = [x.s0, x.s1, x.s2, x.s3]
        return [
          w.set(x.at, w.get(x.left)),
          w.set(x.row, w.constant(0)),
          w.whileBelow(x.row, w.get(x.extent), w.get(x.stride), [
            w.loop(x.column, w.get(x.stride), 64, [
              ...lanes.map((lane) =>
                w.set(values[lane]!, w.load(w.addInteger(at(x.from, x.row), w.get(x.column)), 16 * lane)),
              ),
              w.set(x.to, at(x.out, x.column)),
              w.loop(x.k, w.get(x.width), 4, [
                w.set(x.factor, w.loadSplat(at(x.at, x.k))),
                ...lanes.map((lane) =>
                  w.store(
                    w.get(x.to),
                    w.add(w.load(w.get(x.to), 16 * lane), w.multiply(w.get(x.factor), w.get(values[lane]!))),
                    16 * lane,
                  ),
                ),
                w.set(x.to, at(x.to, x.stride)),
              ]),
            ]),
            w.set(x.at, at(x.at, x.width)),
          ]),
        ]
      },
    ),
    define(
      'addRidge',
      {
        parameters: ['ridge', 'p', 'q', 'extent', 'stride', 'dots'],
        integers: places,
        vectors: ['lambda', 'own', 'image'],
      },
      (x) => [
        w.set(x.lambda, w.loadSplat(w.get(x.ridge))),
        ...everywhere(x, [
          w.set(x.own, w.load(at(x.p, x.at))),
          w.set(x.image, w.add(w.load(at(x.q, x.at)), w.multiply(w.get(x.lambda), w.get(x.own)))),
          w.store(at(x.q, x.at), w.get(x.image)),
          addTo(x.dots, x.column, w.multiply(w.get(x.own), w.get(x.image))),
        ]),
      ],
    ),
    define(
      'advance',
      {
        parameters: ['alpha', 'z', 'p', 'r', 'q', 'extent', 'stride', 'dots'],
        integers: places,
        vectors: ['step', 'residual'],
      },
      (x) =>
        everywhere(x, [
          w.set(x.step, w.load(at(x.alpha, x.column))),
          w.store(at(x.z, x.at), w.add(w.load(at(x.z, x.at)), w.multiply(w.get(x.step), w.load(at(x.p, x.at))))),
          w.set(x.residual, w.subtract(w.load(at(x.r, x.at)), w.multiply(w.get(x.step), w.load(at(x.q, x.at))))),
          w.store(at(x.r, x.at), w.get(x.residual)),
          addTo(x.dots, x.column, w.multiply(w.get(x.residual), w.get(x.residual))),
        ]),
    ),
    define('turn', { parameters: ['beta', 'p', 'r', 'extent', 'stride'], integers: places, vectors: [] }, (x) =>
      everywhere(x, [
        w.store(
          at(x.p, x.at),
          w.add(w.load(at(x.r, x.at)), w.multiply(w.load(at(x.beta, x.column)), w.load(at(x.p, x.at)))),
        ),
      ]),
    ),
    ...doubles(),
  ]
}

const rowBytes = 64

function doubles(): readonly WasmFunction[] {
  return [
    define(
      'projectDoubles',
      {
        parameters: ['q', 'w', 'extent', 'out'],
        integers: ['pair', 'row', 'from', 'to'],
        vectors: ['a0', 'a1', 'a2', 'a3', 'b0', 'b1', 'b2', 'b3', 'a', 'b', 'value'],
      },
      (x) => {
        const first = [x.a0, x.a1, x.a2, x.a3]
        const second = [x.b0, x.b1, x.b2, x.b3]
        return [
          w.loop(x.pair, w.constant(rowBytes), 16, [
            ...clear([...first, ...second]),
            w.loop(x.row, w.get(x.extent), rowBytes, [
              w.set(x.from, w.addInteger(at(x.q, x.row), w.get(x.pair))),
              w.set(x.a, w.loadDoubleSplat(w.get(x.from))),
              w.set(x.b, w.loadDoubleSplat(w.get(x.from), 8)),
              w.set(x.to, at(x.w, x.row)),
              ...lanes.flatMap((lane) => [
                w.set(x.value, w.load(w.get(x.to), 16 * lane)),
                accumulateDoubles(first[lane]!, w.multiplyDoubles(w.get(x.a), w.get(x.value))),
                accumulateDoubles(second[lane]!, w.multiplyDoubles(w.get(x.b), w.get(x.value))),
              ]),
            ]),
            w.set(x.to, w.addInteger(w.get(x.out), w.multiplyInteger(w.get(x.pair), w.constant(8)))),
            ...lanes.flatMap((lane) => [
              w.store(w.get(x.to), w.get(first[lane]!), 16 * lane),
              w.store(w.get(x.to), w.get(second[lane]!), rowBytes + 16 * lane),
            ]),
          ]),
        ]
      },
    ),
    define(
      'subtractDoubles',
      {
        parameters: ['q', 'coefficients', 'w', 'extent'],
        integers: ['row', 'from', 'to', 'next', 'k'],
        vectors: ['a0', 'a1', 'a2', 'a3', 'b0', 'b1', 'b2', 'b3', 'a', 'b', 'value'],
      },
      (x) => {
        const first = [x.a0, x.a1, x.a2, x.a3]
        const second = [x.b0, x.b1, x.b2, x.b3]
        const subtract = (into: Local, factor: Local) =>
          w.set(into, w.subtractDoubles(w.get(into), w.multiplyDoubles(w.get(factor), w.get(x.value))))
        return [
          w.loop(x.row, w.get(x.extent), 2 * rowBytes, [
            w.set(x.to, at(x.w, x.row)),
            w.set(x.from, at(x.q, x.row)),
            w.set(x.next, w.get(x.coefficients)),
            ...lanes.flatMap((lane) => [
              w.set(first[lane]!, w.load(w.get(x.to), 16 * lane)),
              w.set(second[lane]!, w.load(w.get(x.to), rowBytes + 16 * lane)),
            ]),
            w.loop(x.k, w.constant(rowBytes), 8, [
              w.set(x.a, w.loadDoubleSplat(at(x.from, x.k))),
              w.set(x.b, w.loadDoubleSplat(at(x.from, x.k), rowBytes)),
              ...lanes.flatMap((lane) => [
                w.set(x.value, w.load(w.get(x.next), 16 * lane)),
                subtract(first[lane]!, x.a),
                subtract(second[lane]!, x.b),
              ]),
              w.set(x.next, w.addInteger(w.get(x.next), w.constant(rowBytes))),
            ]),
            ...lanes.flatMap((lane) => [
              w.store(w.get(x.to), w.get(first[lane]!), 16 * lane),
              w.store(w.get(x.to), w.get(second[lane]!), rowBytes + 16 * lane),
            ]),
          ]),
        ]
      },
    ),
    define(
      'multiplyPanels',
      {
        parameters: ['left', 'panels', 'width', 'out', 'rows', 'columns', 'stride'],
        integers: ['column', 'row', 'k', 'panel', 'from', 'to', 'second', 'third', 'fourth'],
        vectors: ['a0', 'a1', 'b0', 'b1', 'c0', 'c1', 'd0', 'd1', 'p', 'q', 'factor'],
      },
      (x) => {
        const sums = [
          [x.a0, x.a1],
          [x.b0, x.b1],
          [x.c0, x.c1],
          [x.d0, x.d1],
        ] as const
        const starts = [x.from, x.second, x.third, x.fourth]
        return [
          w.set(x.panel, w.get(x.panels)),
          w.loop(x.column, w.get(x.columns), 32, [
            w.set(x.from, w.get(x.left)),
            w.set(x.to, at(x.out, x.column)),
            w.loop(x.row, w.get(x.rows), 4, [
              w.set(x.second, at(x.from, x.width)),
              w.set(x.third, at(x.second, x.width)),
              w.set(x.fourth, at(x.third, x.width)),
              ...clear(sums.flat()),
              w.loop(x.k, w.get(x.width), 8, [
                w.set(x.p, w.load(w.get(x.panel))),
                w.set(x.q, w.load(w.get(x.panel), 16)),
                w.set(x.panel, w.addInteger(w.get(x.panel), w.constant(32))),
                ...sums.flatMap(([p, q], row) => [
                  w.set(x.factor, w.loadDoubleSplat(at(starts[row]!, x.k))),
                  accumulateDoubles(p, w.multiplyDoubles(w.get(x.factor), w.get(x.p))),
                  accumulateDoubles(q, w.multiplyDoubles(w.get(x.factor), w.get(x.q))),
                ]),
              ]),
              w.set(x.panel, w.subtractInteger(w.get(x.panel), w.multiplyInteger(w.constant(4), w.get(x.width)))),
              ...sums.flatMap(([p, q]) => [
                w.store(w.get(x.to), w.get(p)),
                w.store(w.get(x.to), w.get(q), 16),
                w.set(x.to, at(x.to, x.stride)),
              ]),
              w.set(x.from, at(x.fourth, x.width)),
            ]),
            w.set(x.panel, w.addInteger(w.get(x.panel), w.multiplyInteger(w.constant(4), w.get(x.width)))),
          ]),
        ]
      },
    ),
  ]
}
