import {
  embeddingWeights,
  independentEmbeddingWeights,
  type EmbeddedRounds,
} from '../../evaluation/off-policy/embeddings.ts'
import { noBounds, valueOf } from '../../evaluation/off-policy/estimator.ts'
import { ips, snips } from '../../evaluation/off-policy/ips.ts'
import type { VerifiedRow } from '../row.ts'
import type { BanditRow, RowArrays } from './bandit-row.ts'
import { compareAll } from './estimates.ts'

/** Marginalised IPS with the given p(e | a); the library's self-normalised form has weights of its own. */
export function compareEmbedded(row: BanditRow, arrays: RowArrays): VerifiedRow[] {
  const { shape, values: chance } = arrays.array(row, 'p_e_a')
  const [actions, categories, dimensions] = shape as [number, number, number]
  const rounds: EmbeddedRounds = {
    actions,
    categories,
    dimensions,
    chance,
    embedding: arrays.values(row, 'action_embed'),
    policy: arrays.values(row, 'pi_e'),
    logging: arrays.values(row, 'pi_b'),
  }
  const reward = arrays.values(row, 'reward')
  const seen = (weight: Float64Array) => ({ reward, weight, matched: reward, model: null })
  const joint = seen(embeddingWeights(rounds))
  const independent = seen(independentEmbeddingWeights(rounds))
  return compareAll(row, {
    'mipw true p_e_a': valueOf(ips.terms(joint, noBounds)),
    'snmipw true p_e_a': valueOf(snips.terms(independent, noBounds)),
    'formula: mean(r w)/mean(w) with the joint weight': valueOf(snips.terms(joint, noBounds)),
  })
}
