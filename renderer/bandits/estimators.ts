import { t } from '../i18n/t.ts'

/** What an estimator does, in a sentence. */
export function estimatorSummary(id: string): string {
  switch (id) {
    case 'replay':
      return t('The mean reward of the logged rounds in which the policy chooses what was shown. Needs a uniform log.')
    case 'ips':
      return t('Weights each logged reward by how much more often the policy would show that item than the log did.')
    case 'clipped-ips':
      return t('IPS in which no round weighs more than a bound: less uncertain, biased downwards.')
    case 'snips':
      return t('IPS divided by the mean weight: slightly biased, far less uncertain.')
    case 'sg-ips':
      return t('IPS whose weights are pulled towards 1.')
    case 'dm':
      return t('Asks a model of the reward about the items the policy would show; as good as that model.')
    case 'dr':
      return t('Corrects a model of the reward by the weighted errors it makes on the log.')
    case 'sndr':
      return t('DR whose correction is divided by the mean weight.')
    case 'switch-dr':
      return t('DR that trusts the model alone where weights are large.')
    case 'dros':
      return t('DR that shrinks large weights smoothly.')
    case 'sg-dr':
      return t('DR whose weights are pulled towards 1.')
    case 'mrdr':
      return t('DR with a model of the reward that is fitted for this policy, where errors would cost most.')
    case 'mips':
      return t(
        'IPS with weights of what items have in common, such as a category: for many items with few rounds each.',
      )
    case 'snmips':
      return t('MIPS divided by the mean weight.')
    case 'iips':
      return t('IPS for lists whose positions do not influence each other.')
    case 'sniips':
      return t('IIPS divided by the mean weight of each position.')
    case 'rips':
      return t('IPS for lists that visitors read from the top: the weight of an item counts those above it.')
    case 'snrips':
      return t('RIPS divided by the mean weight of each position.')
    case 'sips':
      return t('IPS for whole lists: assumes nothing of how positions influence each other, and is the most uncertain.')
    case 'snsips':
      return t('SIPS divided by the mean weight.')
    case 'cascade-dr':
      return t(
        'DR for lists that visitors read from the top: a model of what is yet to come, corrected at each position.',
      )
    default:
      return ''
  }
}

/** Estimators of whole visits, whose lists have several positions. */
const ofVisits = ['iips', 'sniips', 'rips', 'snrips', 'sips', 'snsips', 'cascade-dr']
export const isOfVisits = (id: string): boolean => ofVisits.includes(id)

/** Estimators in the order in which one is chosen to begin with. */
const preferred = ['dr', 'snips', 'ips', 'replay', 'dm']

/** Of those that gave values, the one to begin with. */
export const firstEstimator = (ids: readonly string[]): string | undefined =>
  preferred.find((id) => ids.includes(id)) ?? ids[0]
