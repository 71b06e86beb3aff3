import { component, integer, real } from '../../contract/settings.ts'
import type { ModelInfo } from '../../contract/api/models.ts'
import type { Candidates } from './base.ts'

/** Settings that every reranking has. */
export const rerankSettings = {
  base: component('ease', 'The model whose lists are put into another order.'),
  candidates: integer({ default: 100, minimum: 1, help: 'Best items of the model from which a list is chosen.' }),
  depth: integer({ default: 20, minimum: 1, help: 'Places of the list that are chosen; below them the order stays.' }),
}

export const strength = (initial: number, what: string) =>
  real({ default: initial, maximum: 1, help: `λ: 0 keeps the list as it is, 1 looks at ${what} alone.` })

export const rerankAbilities: ModelInfo['abilities'] = {
  ranks: true,
  predictsValues: false,
  foldsIn: true,
  explains: 'approximate',
  similarItems: true,
  isPolicy: false,
  usesBackend: false,
}

/** What choosing an item next would add, and that it was chosen; `place` counts among the candidates. */
export interface Objective {
  gain(place: number): number
  take(place: number): void
}

/**
 * Chooses one candidate after the other, each time that of the largest (1 − λ) · relevance + λ · gain; among equals the earlier candidate.
 *
 * @returns places of the chosen candidates in the order of the list
 */
export function chooseGreedily(
  { relevance }: Candidates,
  depth: number,
  lambda: number,
  { gain, take }: Objective,
): number[] {
  const open = new Set(relevance.keys())
  const chosen: number[] = []
  while (chosen.length < depth && open.size > 0) {
    let best = -1
    let most = -Infinity
    for (const place of open) {
      const value = (1 - lambda) * relevance[place]! + (lambda === 0 ? 0 : lambda * gain(place))
      if (value > most || best < 0) {
        best = place
        most = value
      }
    }
    open.delete(best)
    chosen.push(best)
    take(best)
  }
  return chosen
}
