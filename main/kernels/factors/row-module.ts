import * as w from '../wasm/assembler.ts'
import type { Code, Local, WasmFunction } from '../wasm/assembler.ts'
import { defineFor } from '../wasm/define.ts'

/**
 * Kernels on single rows of factors in single precision. Addresses and `width` in bytes; the width is a multiple of 16. What each computes stands at
 * `FactorRows`.
 */
export interface RowModule {
  product(p: number, q: number, width: number, out: number): void
  difference(p: number, i: number, j: number, width: number, out: number): void
  separate(p: number, i: number, j: number, width: number, amounts: number): void
}

export function instantiateRowModule(memory: WebAssembly.Memory): RowModule {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(w.assemble(functions())), {
    environment: { memory },
  })
  return instance.exports as unknown as RowModule
}

const define = defineFor<RowModule>()
const at = (base: Local, offset: Local): Code => w.addInteger(w.get(base), w.get(offset))
const read = (row: Local, k: Local): Code => w.load(at(row, k))
/** keep · a + amount · b */
const blend = (keep: Local, a: Local, amount: Local, b: Code): Code =>
  w.add(w.multiply(w.get(keep), w.get(a)), w.multiply(w.get(amount), b))

function functions(): readonly WasmFunction[] {
  return [
    define('product', { parameters: ['p', 'q', 'width', 'out'], integers: ['k'], vectors: ['sum'] }, (x) => [
      w.set(x.sum, w.zero),
      w.loop(x.k, w.get(x.width), 16, [w.set(x.sum, w.add(w.get(x.sum), w.multiply(read(x.p, x.k), read(x.q, x.k))))]),
      w.storeFloat(w.get(x.out), w.sumLanes(x.sum)),
    ]),
    define('difference', { parameters: ['p', 'i', 'j', 'width', 'out'], integers: ['k'], vectors: ['sum'] }, (x) => [
      w.set(x.sum, w.zero),
      w.loop(x.k, w.get(x.width), 16, [
        w.set(x.sum, w.add(w.get(x.sum), w.multiply(read(x.p, x.k), w.subtract(read(x.i, x.k), read(x.j, x.k))))),
      ]),
      w.storeFloat(w.get(x.out), w.sumLanes(x.sum)),
    ]),
    define(
      'separate',
      {
        parameters: ['p', 'i', 'j', 'width', 'amounts'],
        integers: ['k'],
        vectors: ['amount', 'against', 'keep', 'a', 'b', 'c'],
      },
      (x) => [
        w.set(x.amount, w.loadSplat(w.get(x.amounts))),
        w.set(x.against, w.subtract(w.zero, w.get(x.amount))),
        w.set(x.keep, w.loadSplat(w.get(x.amounts), 4)),
        w.loop(x.k, w.get(x.width), 16, [
          w.set(x.a, read(x.p, x.k)),
          w.set(x.b, read(x.i, x.k)),
          w.set(x.c, read(x.j, x.k)),
          w.store(at(x.p, x.k), blend(x.keep, x.a, x.amount, w.subtract(w.get(x.b), w.get(x.c)))),
          w.store(at(x.i, x.k), blend(x.keep, x.b, x.amount, w.get(x.a))),
          w.store(at(x.j, x.k), blend(x.keep, x.c, x.against, w.get(x.a))),
        ]),
      ],
    ),
  ]
}
