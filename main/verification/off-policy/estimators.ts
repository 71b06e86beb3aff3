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
import { selectBySlope, tryCandidates } from '../../evaluation/off-policy/slope.ts'

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

/** Candidates of the tuned estimators whose errors the reference gives; its rows do not state them (scripts/c_obd.py does). */
const tunedFrom: Readonly<Record<string, readonly number[]>> = {
  'switch-dr': [1, 5, 10, 50, Infinity],
  'dr-os': [1, 5, 10, 50, 100, Infinity],
}

/** The value of an estimator that has no λ, or whose λ SLOPE chooses. */
export function tunedOrPlain(name: string, rounds: LoggedRounds): number {
  const { estimator, bound } = estimatorsByName[name]!
  const candidates = tunedFrom[name]
  if (!candidates) return valueUnder(name, rounds)!
  return selectBySlope(tryCandidates(estimator, rounds, noBounds, bound, candidates)).value
}
