import type { LoopCurves } from '../../contract/api/policies.ts'
import { giniOf } from '../metrics/exposure.ts'

/** What was shown in one round: `shown` arms to each visitor, row-major. */
export interface LoopRound {
  readonly lists: Int32Array
  readonly shown: number
  /** Mean expected reward of a shown item. */
  readonly reward: number
}

/** Collects the curves of a feedback loop, round by round. */
export class LoopMeasures implements LoopCurves {
  readonly reward: number[] = []
  readonly gini: number[] = []
  readonly coverage: number[] = []
  readonly similarity: number[] = []
  readonly #arms: number

  constructor(arms: number) {
    this.#arms = arms
  }

  add({ lists, shown, reward }: LoopRound): void {
    const counts = new Float64Array(this.#arms)
    for (const arm of lists) counts[arm]! += 1
    this.reward.push(reward)
    this.coverage.push(counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0) / this.#arms)
    this.similarity.push(similarityOf(counts, shown))
    this.gini.push(giniOf(counts))
  }

  curves(): LoopCurves {
    const { reward, gini, coverage, similarity } = this
    return { reward, gini, coverage, similarity }
  }
}

/**
 * Mean share of a list's items that another list has, over all ordered pairs of different lists:
 *
 *   Σ_k c_k (c_k − 1) / (n (n − 1) · length),   c_k lists with item k among n lists
 *
 * 1 for a single list.
 */
export function similarityOf(counts: Float64Array, length: number): number {
  const lists = counts.reduce((sum, count) => sum + count, 0) / length
  if (lists < 2) return 1
  return counts.reduce((sum, count) => sum + count * (count - 1), 0) / (lists * (lists - 1) * length)
}
