import type { AnyPolicyRecommender } from '../../recommenders/policy.ts'
import { epsilonGreedy } from '../../recommenders/bandits/epsilon-greedy.ts'
import { linGreedy } from '../../recommenders/bandits/lin-greedy.ts'
import { linTs } from '../../recommenders/bandits/lin-ts.ts'
import { linucb } from '../../recommenders/bandits/linucb.ts'
import { proportional } from '../../recommenders/bandits/proportional.ts'
import { random } from '../../recommenders/baseline/random.ts'
import { softmax } from '../../recommenders/bandits/softmax.ts'
import { thompson } from '../../recommenders/bandits/thompson.ts'
import { ucb1 } from '../../recommenders/bandits/ucb1.ts'

/** A policy of the catalogue with the settings that make it another library's. */
export interface KnownPolicy {
  readonly recommender: AnyPolicyRecommender
  readonly settings: Readonly<Record<string, number | string>>
}

const linear = (exploration: number, regularization: number, mistaken = false): KnownPolicy => ({
  recommender: linucb,
  settings: { exploration, regularization, unshown: mistaken ? 'mabwiser' : 'prior' },
})

/**
 * The policy of a configuration such as `LinUCB(alpha=1.0, l2_lambda=0.1)`, `eps-greedy-0.1` or `{ alpha, l2 }`, with the compatibility option of one that states a quirk of its library;
 * null when none is known, nor when the quirk is one that has no option here.
 */
export function knownPolicy(config: Readonly<Record<string, unknown>>): KnownPolicy | null {
  const { policy, alpha, l2, l2_lambda: lambda, quirk } = config
  if (policy === undefined) {
    const regularization = l2 ?? lambda
    return typeof alpha === 'number' && typeof regularization === 'number' ? linear(alpha, regularization) : null
  }
  const [, name, given = ''] = /^(\w+)\(([^)]*)\)/.exec(String(policy)) ?? []
  const [first, second] = given.split(',').map((argument) => Number(argument.replace(/^.*=/, '')))
  const mistaken = quirk !== undefined
  if (name === 'UCB1')
    return { recommender: ucb1, settings: { exploration: first!, unplayed: mistaken ? 'mabwiser' : 'first' } }
  if (name === 'LinUCB') return linear(first!, second!, mistaken)
  if (mistaken) return null
  if (name === 'EpsilonGreedy' && first === 0) return { recommender: epsilonGreedy, settings: { epsilon: 0 } }
  if (name === 'LinGreedy' && first === 0) return linear(0, second!)
  return randomPolicy(String(policy))
}

function randomPolicy(name: string): KnownPolicy | null {
  const number = Number(/([\d.]+)$/.exec(name)?.[1])
  if (name === 'random') return { recommender: random, settings: {} }
  if (name.startsWith('eps-greedy-')) return { recommender: epsilonGreedy, settings: { epsilon: number } }
  if (name.startsWith('lin-greedy-')) return { recommender: linGreedy, settings: { epsilon: number } }
  if (name.startsWith('lin-ts-a')) return { recommender: linTs, settings: { exploration: number } }
  if (name === 'thompson-beta') return { recommender: thompson, settings: {} }
  if (name.startsWith('softmax-tau'))
    return { recommender: softmax, settings: { temperature: number, draw: 'mabwiser' } }
  if (name === 'popularity') return { recommender: proportional, settings: { prior: 0, draw: 'mabwiser' } }
  return null
}
