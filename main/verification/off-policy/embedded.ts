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
import { estimateEmbeddingWeights, pruneDimensions } from './embedding-weights.ts'

/** Marginalised IPS with the given p(e | a), whole and pruned; the library's self-normalised form has weights of its own. */
export function compareEmbedded(row: BanditRow, arrays: RowArrays): VerifiedRow[] {
  const rounds = readEmbedded(row, arrays)
  const reward = arrays.values(row, 'reward')
  const seen = (weight: Float64Array) => ({ reward, weight, matched: reward, model: null })
  const joint = seen(embeddingWeights(rounds))
  const independent = seen(independentEmbeddingWeights(rounds))
  const prune = (how: 'exact' | 'greedy', fewest: number) =>
    pruneDimensions(rounds.dimensions, (used) => embeddingWeights(rounds, [...used]), reward, how, fewest)
  return compareAll(row, {
    'mipw true p_e_a': valueOf(ips.terms(joint, noBounds)),
    'snmipw true p_e_a': valueOf(snips.terms(independent, noBounds)),
    'formula: mean(r w)/mean(w) with the joint weight': valueOf(snips.terms(joint, noBounds)),
    'mipw true p_e_a exact pruning': prune('exact', 1),
    'mipw true p_e_a greedy pruning': prune('greedy', 1),
    'mipw min_emb_dim=2 exact': prune('exact', 2),
  })
}

/** The same with weights estimated by a model of the action given context and embedding. */
export async function compareEstimated(row: BanditRow, arrays: RowArrays): Promise<VerifiedRow[]> {
  const rounds = readEmbedded(row, arrays)
  const reward = arrays.values(row, 'reward')
  const weight = await estimateEmbeddingWeights(rounds, readContexts(row, arrays))
  const seen = { reward, weight, matched: reward, model: null }
  return compareAll(row, {
    'mipw estimated': valueOf(ips.terms(seen, noBounds)),
    'snmipw estimated': valueOf(snips.terms(seen, noBounds)),
  })
}

function readEmbedded(row: BanditRow, arrays: RowArrays): EmbeddedRounds {
  const { shape, values: chance } = arrays.array(row, 'p_e_a')
  const [actions, categories, dimensions] = shape as [number, number, number]
  return {
    actions,
    categories,
    dimensions,
    chance,
    embedding: arrays.values(row, 'action_embed'),
    policy: arrays.values(row, 'pi_e'),
    logging: arrays.values(row, 'pi_b'),
  }
}

const readContexts = (row: BanditRow, arrays: RowArrays) => ({
  contexts: arrays.values(row, 'context'),
  action: Int32Array.from(arrays.values(row, 'action')),
})
