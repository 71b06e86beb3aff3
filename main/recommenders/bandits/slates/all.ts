import { RecbenchError } from '../../../contract/errors.ts'
import { nearestNames } from '../../../math/nearest-names.ts'
import { cascadeKlUcb } from './cascade-klucb.ts'
import { cascadeUcb } from './cascade-ucb.ts'
import { pbmUcb } from './pbm-ucb.ts'
import { randomSlate } from './random-slate.ts'
import { rankedBandit } from './ranked-bandit.ts'
import type { AnySlateAlgorithm } from './slate-policy.ts'

/** The algorithms for slates, by id. A new one is one import and one line. */
export const slateAlgorithms: readonly AnySlateAlgorithm[] = [
  cascadeKlUcb,
  cascadeUcb,
  pbmUcb,
  randomSlate,
  rankedBandit,
]

/** @throws RecbenchError `invalid-parameter` for an unknown id */
export function findSlateAlgorithm(id: string): AnySlateAlgorithm {
  const found = slateAlgorithms.find((algorithm) => algorithm.id === id)
  if (found) return found
  const ids = slateAlgorithms.map((algorithm) => algorithm.id)
  throw new RecbenchError('invalid-parameter', `There is no slate policy "${id}".`, {
    remedy: `The nearest are ${nearestNames(id, ids).join(', ')}; all: ${ids.join(', ')}.`,
  })
}
