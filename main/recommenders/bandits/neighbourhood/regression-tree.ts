/** How a tree is grown. */
export interface TreeLimits {
  readonly depth: number
  /** Fewest examples of a leaf. */
  readonly leaf: number
}

/** Examples in rows, with a number to predict for each. */
export interface TreeExamples {
  readonly contexts: Float64Array
  readonly features: number
  readonly rewards: Float64Array
}

/**
 * A regression tree: each split is the feature and threshold after which squared errors about the means of both sides are least.
 *
 *   gain = (Σ_left r)² / n_left + (Σ_right r)² / n_right − (Σ r)² / n
 *
 * Thresholds lie midway between neighbouring values; x ≤ threshold goes left. Equal gains: the lowest feature, then the lowest threshold. A node is a leaf when it is as
 * deep as allowed or no split gains.
 *
 * L. Breiman, J. H. Friedman, R. A. Olshen, C. J. Stone (1984). Classification and Regression Trees. Wadsworth. doi:10.1201/9781315139470
 */
export class RegressionTree {
  /** Feature of each node, −1 for a leaf; node 0 is the root. */
  readonly feature: Int32Array
  readonly threshold: Float64Array
  /** The left child; the right one follows it. */
  readonly left: Int32Array

  constructor(feature: Int32Array, threshold: Float64Array, left: Int32Array) {
    this.feature = feature
    this.threshold = threshold
    this.left = left
  }

  /** A tree of one leaf. */
  static leaf(): RegressionTree {
    return new RegressionTree(Int32Array.of(-1), new Float64Array(1), new Int32Array(1))
  }

  static grow(examples: TreeExamples, limits: TreeLimits): RegressionTree {
    const nodes: { feature: number; threshold: number; left: number }[] = [{ feature: -1, threshold: 0, left: 0 }]
    const waiting = [{ node: 0, rows: Int32Array.from(examples.rewards.keys()), depth: 0 }]
    for (let each = waiting.pop(); each; each = waiting.pop()) {
      const { node, rows, depth } = each
      const split = depth < limits.depth ? bestSplit(examples, rows, limits.leaf) : null
      if (!split) continue
      const left = nodes.length
      nodes[node] = { ...split, left }
      const goesLeft = (row: number) => examples.contexts[row * examples.features + split.feature]! <= split.threshold
      for (const [side, wanted] of [true, false].entries()) {
        nodes.push({ feature: -1, threshold: 0, left: 0 })
        waiting.push({ node: left + side, rows: rows.filter((row) => goesLeft(row) === wanted), depth: depth + 1 })
      }
    }
    return new RegressionTree(
      Int32Array.from(nodes, ({ feature }) => feature),
      Float64Array.from(nodes, ({ threshold }) => threshold),
      Int32Array.from(nodes, ({ left }) => left),
    )
  }

  /** Node of the leaf that an example falls into. */
  leafOf(x: Float64Array): number {
    let node = 0
    while (this.feature[node]! >= 0)
      node = this.left[node]! + (x[this.feature[node]!]! <= this.threshold[node]! ? 0 : 1)
    return node
  }
}

function bestSplit({ contexts, features, rewards }: TreeExamples, rows: Int32Array, leaf: number) {
  const n = rows.length
  const total = rows.reduce((sum, row) => sum + rewards[row]!, 0)
  let best: { feature: number; threshold: number } | null = null
  let most = total ** 2 / n + 1e-9
  for (let feature = 0; feature < features; feature++) {
    const valueOf = (row: number) => contexts[row * features + feature]!
    const sorted = rows.slice().sort((a, b) => valueOf(a) - valueOf(b) || a - b)
    let sum = 0
    for (let count = 1; count < n; count++) {
      sum += rewards[sorted[count - 1]!]!
      const [below, above] = [valueOf(sorted[count - 1]!), valueOf(sorted[count]!)]
      if (count < leaf || n - count < leaf || below === above) continue
      const gain = sum ** 2 / count + (total - sum) ** 2 / (n - count)
      if (gain <= most) continue
      most = gain
      best = { feature, threshold: below + (above - below) / 2 }
    }
  }
  return best
}
