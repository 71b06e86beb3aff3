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
    default:
      return ''
  }
}

/** Estimators in the order in which one is chosen to begin with. */
const preferred = ['dr', 'snips', 'ips', 'replay', 'dm']

/** Of those that gave values, the one to begin with. */
export const firstEstimator = (ids: readonly string[]): string | undefined =>
  preferred.find((id) => ids.includes(id)) ?? ids[0]
