import { drawComparisons, type DrawComparisons } from './draw-comparisons.ts'
import { learnComparisons, type LearnComparisons } from './learn-comparisons.ts'

export interface LearnAndDraw {
  readonly learn: LearnComparisons
  /** The next comparisons, elsewhere. */
  readonly draw: DrawComparisons
}

/** Learns from comparisons and draws the next: two pieces of work that do not touch, for two threads. */
export function learnAndDraw({ learn, draw }: LearnAndDraw): void {
  learnComparisons(learn)
  drawComparisons(draw)
}
