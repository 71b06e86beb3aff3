import type { MessagePort } from 'node:worker_threads'
import type { SimdKind } from '../simd.ts'

/** Cells of the control block that a pool and its threads share. */
export const cells = {
  /** Raised for each piece of work; threads sleep on it. */
  turn: 0,
  /** The first row that nobody has taken yet. */
  next: 1,
  count: 2,
  grain: 3,
  memory: 4,
  kernel: 5,
  arguments: 6,
  /** Threads that are still at it; the pool sleeps on it. */
  busy: 7,
  failed: 8,
  /** Bit i is set once thread i is up. */
  ready: 9,
  /** From here on one cell per thread: the last turn in which it is to take part. */
  orders: 16,
} as const
export const controlLength = 64
/** Threads beside the one that asks, at most. */
export const mostHelpers = 30
export const mostArguments = 32

/** What a thread is started with. */
export interface HelperStart {
  /** From 1; 0 is the thread that asks. */
  readonly thread: number
  readonly control: Int32Array
  readonly values: Float64Array
  readonly port: MessagePort
  readonly kind: SimdKind
}

/** What a thread reads before it takes part in work that it does not know. */
export type HelperNews =
  | { readonly kind: 'memory'; readonly id: number; readonly memory: WebAssembly.Memory }
  | { readonly kind: 'forget'; readonly id: number }
  | { readonly kind: 'kernel'; readonly id: number; readonly module: string; readonly name: string }

/** A kernel that divides: rows `from` to `to`, and which thread, for scratch of its own. */
export type SharedKernel = (from: number, to: number, thread: number, ...values: number[]) => void
