import type { ModelInfo } from '../contract/api/models.ts'
import { integer } from '../contract/settings.ts'
import type { Interactions } from '../data/interactions.ts'
import { completeFactors, learnedFactorModel, type LearnedFactors } from './learned-factors.ts'
import type { Model, TrainContext } from './recommender.ts'

/** What a model of learned factors can do. */
export const learnedFactorAbilities = {
  ranks: true,
  predictsValues: false,
  foldsIn: true,
  explains: 'exact',
  similarItems: true,
  isPolicy: false,
  usesBackend: false,
} as const satisfies ModelInfo['abilities']

/** The setting that says how many factors there are; tuned between a quarter and four times the default. */
export const factorsSetting = (initial: number) =>
  integer({
    default: initial,
    minimum: 1,
    maximum: 4096,
    search: { from: initial / 4, to: initial * 4, scale: 'log' },
    help: 'Length of the vectors of users and items.',
  })

/** Something that learns factors, one pass over the log after the other. */
export interface FactorLearner {
  /** One pass; its mean loss. */
  learn(): Promise<number>
  /** The factors as they are. */
  read(): Pick<LearnedFactors, 'factors' | 'userFactors' | 'itemFactors' | 'itemBias'>
}

/** Passes until they are done or training is stopped, then the model; `unit` is what a pass is called, such as `Epoch`. */
export async function trainFactors(
  id: string,
  interactions: Interactions,
  learner: FactorLearner,
  { unit, passes }: { readonly unit: string; readonly passes: number },
  { progress, loss, stopAfter }: TrainContext,
): Promise<Model> {
  const current = () => learnedFactorModel(id, 2, completeFactors(interactions, learner.read()))
  for (let pass = 1; pass <= passes; pass++) {
    progress((pass - 1) / passes, `${unit} ${pass} of ${passes}`)
    loss(pass, await learner.learn(), null, null)
    if (await stopAfter?.(pass, current)) break
  }
  return current()
}
