/**
 * A tree of prefixes: every path from the root is a sequence of ascending ranks with the number of baskets that begin so. Nodes are numbers into growing
 * typed arrays; node 0 is the root. Nodes of one rank are chained.
 */
export class FpTree {
  /** Baskets of each rank in this tree. */
  readonly counts: Int32Array
  readonly #heads: Int32Array
  #ranks = new Int32Array(64)
  #weights = new Int32Array(64)
  #parents = new Int32Array(64)
  #siblings = new Int32Array(64)
  #children = new Int32Array(64)
  #chain = new Int32Array(64)
  #size = 1

  /** @param ranks how many items the tree may hold */
  constructor(ranks: number) {
    this.counts = new Int32Array(ranks)
    this.#heads = new Int32Array(ranks)
  }

  /** Adds `weight` baskets with these ranks, ascending and distinct. */
  insert(path: Int32Array, weight: number): void {
    let node = 0
    for (const rank of path) {
      this.counts[rank]! += weight
      node = this.#childOf(node, rank)
      this.#weights[node]! += weight
    }
  }

  /** Of the baskets with a rank: how many have each lower one. */
  countsWith(rank: number): Int32Array {
    const counts = new Int32Array(rank)
    for (let node = this.#heads[rank]!; node !== 0; node = this.#chain[node]!)
      for (let above = this.#parents[node]!; above !== 0; above = this.#parents[above]!)
        counts[this.#ranks[above]!]! += this.#weights[node]!
    return counts
  }

  /** The tree of all paths above nodes of a rank, without ranks that fewer than `minimum` of them have; undefined when nothing remains. */
  pathsTo(rank: number, minimum: number): FpTree | undefined {
    const counts = this.countsWith(rank)
    if (!counts.some((count) => count >= minimum)) return undefined
    const tree = new FpTree(rank)
    const path = new Int32Array(rank)
    for (let node = this.#heads[rank]!; node !== 0; node = this.#chain[node]!) {
      let start = rank
      for (let above = this.#parents[node]!; above !== 0; above = this.#parents[above]!) {
        const lower = this.#ranks[above]!
        if (counts[lower]! >= minimum) path[--start] = lower
      }
      if (start < rank) tree.insert(path.subarray(start), this.#weights[node]!)
    }
    return tree
  }

  /** The child with a rank, made when there is none; a child that is found moves to the front, so that frequent ones are found fast. */
  #childOf(node: number, rank: number): number {
    const first = this.#children[node]!
    let before = 0
    for (let child = first; child !== 0; before = child, child = this.#siblings[child]!) {
      if (this.#ranks[child] !== rank) continue
      if (before !== 0) {
        this.#siblings[before] = this.#siblings[child]!
        this.#siblings[child] = first
        this.#children[node] = child
      }
      return child
    }
    if (this.#size === this.#ranks.length) this.#grow()
    const made = this.#size++
    this.#ranks[made] = rank
    this.#parents[made] = node
    this.#siblings[made] = first
    this.#children[node] = made
    this.#chain[made] = this.#heads[rank]!
    this.#heads[rank] = made
    return made
  }

  #grow(): void {
    const twice = (column: Int32Array) => {
      const larger = new Int32Array(2 * column.length)
      larger.set(column)
      return larger
    }
    this.#ranks = twice(this.#ranks)
    this.#weights = twice(this.#weights)
    this.#parents = twice(this.#parents)
    this.#siblings = twice(this.#siblings)
    this.#children = twice(this.#children)
    this.#chain = twice(this.#chain)
  }
}
