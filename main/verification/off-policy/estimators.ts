import { directMethod } from '../../evaluation/off-policy/direct-method.ts'
import {
  doublyRobust,
  selfNormalisedDoublyRobust,
  shrunkDoublyRobust,
  subGaussianDoublyRobust,
  subGaussianIps,
  switchDoublyRobust,
} from '../../evaluation/off-policy/doubly-robust.ts'
import {
  noBounds,
  valueOf,
  type Bounds,
  type Estimator,
  type LoggedRounds,
} from '../../evaluation/off-policy/estimator.ts'
import { ips, snips } from '../../evaluation/off-policy/ips.ts'

/** Ours, the bound that λ sets, and which list of candidates it is tuned from. */
export interface NamedEstimator {
  readonly estimator: Estimator
  readonly bound: keyof Bounds
  readonly grid: 'clip' | 'sg'
}

const named = (estimator: Estimator, bound: keyof Bounds = 'clip', grid: 'clip' | 'sg' = 'clip') => ({
  estimator,
  bound,
  grid,
})

/** Estimators by the names that Open Bandit Pipeline gives them. */
export const estimatorsByName: Readonly<Record<string, NamedEstimator>> = {
  ipw: named(ips),
  snipw: named(snips),
  'sg-ipw': named(subGaussianIps, 'smoothing', 'sg'),
  dm: named(directMethod),
  dr: named(doublyRobust),
  sndr: named(selfNormalisedDoublyRobust),
  'switch-dr': named(switchDoublyRobust, 'switchAt'),
  'dr-os': named(shrunkDoublyRobust, 'shrinkage'),
  'sg-dr': named(subGaussianDoublyRobust, 'smoothing', 'sg'),
}

/** The value under a label such as `dr lambda=5`; undefined for an estimator that is not known. */
export function valueUnder(label: string, rounds: LoggedRounds): number | undefined {
  const [name, lambda] = label.split(' lambda=') as [string, string | undefined]
  const found = estimatorsByName[name]
  if (!found) return undefined
  const bounds = lambda === undefined ? noBounds : { ...noBounds, [found.bound]: Number(lambda) }
  return valueOf(found.estimator.terms(rounds, bounds))
}
