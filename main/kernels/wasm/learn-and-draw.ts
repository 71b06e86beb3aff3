import type { LearnAndDraw } from '../reference/learn-and-draw.ts'
import type { Runner } from '../runner.ts'
import { drawingOf } from './draw-comparisons.ts'
import { learningOf } from './learn-comparisons.ts'

export function learnAndDraw(run: Runner, { learn, draw }: LearnAndDraw): void {
  run.share('comparisons', 'learnAndDraw', 2, 1, ...learningOf(run, learn), ...drawingOf(run, draw))
}
