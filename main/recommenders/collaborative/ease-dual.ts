import type { Interactions } from '../../data/interactions.ts'
import { GramSolver, solvedTogether, type Deflation, type GramSystem } from '../../kernels/blocks/gram-solver.ts'
import { findSingularVectors } from '../../kernels/blocks/singular-vectors.ts'
import { solveRows } from '../../kernels/blocks/solve-rows.ts'
import { pack, type Archive } from '../archive.ts'
import { breathe } from '../breathe.ts'
import {
  historiesOf,
  historyColumns,
  historyOf,
  knownItems,
  popularityOf,
  readHistories,
  transposed,
  type Histories,
} from '../histories.ts'
import { largest } from '../item-weights.ts'
import type { Model, ScorePart, Scores, TrainContext } from '../recommender.ts'

/** Leading eigenvectors that the solver is given. */
const deflated = 64

/**
 * EASE without a matrix between items. With K = X Xᵀ + λ I over users and Y = K⁻¹ X,
 *
 *   X P = Y,   P_jj = (1 − d_j) / λ,   d_j = x_jᵀ K⁻¹ x_j = Σ_{u had j} Y_uj,   score(u, j) = X_uj − λ Y_uj / (1 − d_j)
 *
 * by the identity of Woodbury. K is never formed: its systems are solved to 5·10⁻⁵ by {@link GramSolver}, one for each user on as many threads as there
 * are, in training for d, and kept for scoring when they fit into a quarter of the free memory. Time grows with users · events, memory with users².
 */
export async function trainDualEase(
  interactions: Interactions,
  regularization: number,
  { random, signal, progress, threads }: TrainContext,
): Promise<Model> {
  const { users, items, byUser, byItem } = interactions
  const ones = (length: number) => new Float64Array(length).fill(1)
  const found = await findSingularVectors(
    { byRow: byItem, byColumn: byUser, rowScale: ones(items), columnScale: ones(users) },
    Math.min(deflated, users, items),
    random('eigenvectors'),
    async (fraction) => {
      progress(fraction / 20, 'Finding eigenvectors')
      await breathe(signal)
    },
    threads,
  )
  const state: State = {
    regularization,
    histories: historiesOf(interactions),
    popularity: popularityOf(interactions),
    deflation: { values: found.values.map((value) => value * value), vectors: Float32Array.from(found.vectors) },
    shares: new Float64Array(items),
  }
  const keep = 16 * users * users < process.availableMemory()
  const kept: Float32Array[] = []
  const entries = new Float32Array(byUser.indices.length)
  await solveRows(
    systemOf(state),
    { threads, keep },
    (rows) => {
      entries.set(rows.entries, byUser.offsets[rows.block * solvedTogether])
      if (rows.solutions) kept[rows.block] = rows.solutions
    },
    async (fraction) => {
      progress(0.05 + 0.95 * fraction, 'Solving for users')
      await breathe(signal)
    },
  )
  entries.forEach((value, entry) => (state.shares[byUser.indices[entry]!]! += value))
  return toModel(state, keep ? kept : null)
}

/** Reads what the model saved. */
export function readDualEase(archive: Archive): Model {
  const { facts, columns } = archive
  const state: State = {
    regularization: facts['regularization'] as number,
    histories: readHistories(archive),
    popularity: columns['popularity'] as Float32Array,
    shares: columns['shares'] as Float64Array,
    deflation: { values: columns['eigenvalues'] as Float64Array, vectors: columns['eigenvectors'] as Float32Array },
  }
  return toModel(state, null)
}

interface State {
  readonly regularization: number
  readonly histories: Histories
  readonly popularity: Float32Array
  readonly deflation: Deflation
  /** d_j = x_jᵀ K⁻¹ x_j. */
  readonly shares: Float64Array
}

const systemOf = ({ histories, regularization, deflation }: State): GramSystem => ({
  byRow: { offsets: histories.offsets, indices: histories.indices },
  byColumn: transposed(histories),
  ridge: regularization,
  deflation,
})

/** Blocks of Y = K⁻¹ X for users and for any right-hand side. */
class Solver {
  readonly byItem: Histories
  readonly #solver: GramSolver
  readonly #users: number

  constructor(state: State) {
    this.byItem = transposed(state.histories)
    this.#users = state.histories.offsets.length - 1
    this.#solver = new GramSolver(systemOf(state))
  }

  /** Entry `item * width + side` of `images` is Y of the user at place `side`. */
  solveUsers(users: Int32Array): { width: number; images: Float32Array } {
    return this.solve(Array.from(users, (user) => Int32Array.of(user)))
  }

  /** Xᵀ K⁻¹ b for right-hand sides b that are 1 at the given users, counting repetitions. */
  solve(sides: readonly Int32Array[]): { width: number; images: Float32Array } {
    const width = this.#solver.solve(sides)
    return { width, images: this.#solver.images(width) }
  }

  /** The same as {@link solveUsers} from solutions that were taken, in blocks of {@link solvedTogether}. */
  recall(users: Int32Array, kept: readonly Float32Array[]): { width: number; images: Float32Array } {
    const width = Math.ceil(users.length / 16) * 16
    const into = this.#solver.solutions(width).fill(0)
    users.forEach((user, side) => {
      const block = kept[Math.floor(user / solvedTogether)]!
      const stride = block.length / this.#users
      for (let row = 0, from = user % solvedTogether; row < this.#users; row++, from += stride)
        into[row * width + side] = block[from]!
    })
    return { width, images: this.#solver.images(width) }
  }
}

function toModel(state: State, kept: readonly Float32Array[] | null): Model {
  const solver = new Solver(state)
  const { regularization, histories, popularity, shares, deflation } = state
  const { items } = histories
  /** (X P)_j or (h P)_j to scores. */
  const toScore = (own: number, projected: number, item: number) =>
    own - (regularization * projected) / (1 - shares[item]!)
  const scoreBlock = (users: Int32Array, into: Scores) => {
    const { width, images } = kept ? solver.recall(users, kept) : solver.solveUsers(users)
    users.forEach((_, side) => {
      for (let item = 0; item < items; item++)
        into[side * items + item] = toScore(0, images[item * width + side]!, item)
    })
    users.forEach((user, side) => {
      const history = historyOf(histories, user)
      if (history.length === 0) into.set(popularity, side * items)
      for (const item of history) into[side * items + item]! += 1
    })
  }
  /** Row `item` of P: (e_i − (Xᵀ K⁻¹ x_i)) / λ. */
  const inverseRow = (item: number): Float64Array => {
    const { width, images } = solver.solve([historyOf(solver.byItem, item)])
    return Float64Array.from(
      { length: items },
      (_, other) => (Number(item === other) - images[other * width]!) / regularization,
    )
  }
  const diagonal = (item: number) => (1 - shares[item]!) / regularization
  return {
    score(users, into) {
      for (let first = 0; first < users.length; first += solvedTogether)
        scoreBlock(users.subarray(first, first + solvedTogether), into.subarray(first * items))
    },
    scoreHistory(given, _values, into) {
      const history = knownItems(given, items)
      if (history.length === 0) return into.set(popularity)
      const own = new Uint8Array(items)
      for (const item of history) own[item] = 1
      const { width, images } = solver.solve([concatenate(history, solver.byItem)])
      for (let item = 0; item < items; item++)
        into[item] = own[item]! - (own[item]! - images[item * width]!) / (1 - shares[item]!)
    },
    similarItems(item, k) {
      const row = inverseRow(item).map((value, other) => -value / diagonal(other))
      return largest(row, item, k)
    },
    explain(given, _values, item) {
      const history = knownItems(given, items)
      if (history.length === 0) return { parts: [], rest: popularity[item]!, exact: true }
      const row = inverseRow(item)
      const parts = Array.from(history, (source): ScorePart => ({
        item: source,
        amount: source === item ? 0 : -row[source]! / diagonal(item),
      }))
      return {
        parts: parts.filter(({ amount }) => amount !== 0).sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount)),
        rest: 0,
        exact: true,
      }
    },
    save: () =>
      pack(
        'ease',
        1,
        { items, regularization, form: 'users' },
        {
          ...historyColumns(histories),
          popularity,
          shares,
          eigenvalues: deflation.values,
          eigenvectors: deflation.vectors,
        },
      ),
  }
}

/** The users of every item of a history, with repetitions. */
function concatenate(history: Int32Array, byItem: Histories): Int32Array {
  const parts = Array.from(history, (item) => historyOf(byItem, item))
  const all = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
