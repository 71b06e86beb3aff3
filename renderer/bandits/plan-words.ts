import type { IntervalKind, learnerIds, Lens, rewardFunctions, worldSources } from '../../main/contract/policy-plan.ts'
import { t } from '../i18n/t.ts'

export function lensTitle(lens: Lens): string {
  switch (lens) {
    case 'ranking':
      return t('Ranking of held-out items')
    case 'simulation':
      return t('Simulation')
    case 'off-policy':
      return t('Off-policy')
    default:
      return lens satisfies never
  }
}

export function lensHelp(lens: Lens): string {
  switch (lens) {
    case 'ranking':
      return t('Every model is trained on each fold and ranks items for its test users, as in Compare.')
    case 'simulation':
      return t('Every policy plays in a world whose truth is known: regret, reward and what it showed.')
    case 'off-policy':
      return t('What each policy would have earned on a log, without ever having run.')
    default:
      return lens satisfies never
  }
}

export function worldTitle(source: (typeof worldSources)[number]): string {
  switch (source) {
    case 'log':
      return t('click probabilities fitted to the interactions')
    case 'feedback':
      return t('click probabilities fitted to the logged feedback')
    case 'shop':
      return t('a generated shop, whose truth is known')
    case 'model':
      return t('the scores of a model')
    default:
      return source satisfies never
  }
}

export function rewardTitle(reward: (typeof rewardFunctions)[number]): string {
  switch (reward) {
    case 'click':
      return t('a click pays 1')
    case 'conversion':
      return t('a purchase after the click pays 1')
    case 'revenue':
      return t('a purchase pays its price')
    case 'mixed':
      return t('a weighted sum of the three')
    default:
      return reward satisfies never
  }
}

export function intervalTitle(kind: IntervalKind): string {
  switch (kind) {
    case 'bootstrap':
      return t('bootstrap')
    case 't':
      return t('Student’s t')
    case 'hoeffding':
      return t('Hoeffding')
    case 'empirical-bernstein':
      return t('empirical Bernstein')
    default:
      return kind satisfies never
  }
}

export function learnerTitle(learner: (typeof learnerIds)[number]): string {
  switch (learner) {
    case 'ipw':
      return t('by weighted clicks (IPW)')
    case 'dr':
      return t('by corrected predictions (DR)')
    default:
      return learner satisfies never
  }
}

/** Policies that choose whole slates. Their names are proper names. */
const slates: Readonly<Record<string, string>> = {
  'ranked-bandit': 'Ranked bandits',
  'cascade-ucb': 'CascadeUCB1',
  'cascade-klucb': 'CascadeKL-UCB',
  'pbm-ucb': 'PBM-UCB',
}
export const slateIds: readonly string[] = Object.keys(slates)
export const slateTitle = (id: string): string => slates[id] ?? id

/** Policies for sequences. Their names are proper names. */
const sequences: Readonly<Record<string, string>> = { 'q-learning': 'Q-learning', dqn: 'DQN' }
export const sequenceIds: readonly string[] = Object.keys(sequences)
export const sequenceTitle = (id: string): string => sequences[id] ?? id
