import { choice, real } from '../../contract/settings.ts'
import { pack, unpack } from '../archive.ts'
import { historiesOf, popularityOf } from '../histories.ts'
import { planParts, trainParts } from '../hybrid/parts.ts'
import { defineRecommender, type Model } from '../recommender.ts'
import { readReranked, rerankedModel, type RerankedModel } from './base.ts'
import { chooseGreedily, rerankAbilities, rerankSettings, strength } from './greedy.ts'

/**
 * Popularity-penalised: gives each person as much of the long tail as the person's history has.
 *
 *   next = argmax_j (1 − λ) rel(j) + λ Σ_{c ∈ {head, tail}} p(c|u) 1[j ∈ c] (1 − cover_c(list))
 *
 * The head are the most popular items that together have `headShare` of the training events, the tail the others. p(c|u) is the share of the history in c.
 * cover is the share of the list in c (`smooth`), or 1 as soon as the list has one item of c (`binary`). rel is the model's score, brought to 0 … 1 among the
 * candidates.
 *
 * H. Abdollahpouri, R. Burke, B. Mobasher (2019). Managing Popularity Bias in Recommender Systems with Personalized Re-Ranking. FLAIRS-32.
 * arXiv:1901.07555
 */
export const popularityPenalised = defineRecommender({
  id: 'popularity-penalised',
  title: 'Popularity-penalised',
  family: 'hybrid',
  summary: 'Reorders the lists of a model so that they hold as much of the long tail as the history.',
  formula: 'argmax_j (1 − λ) rel(j) + λ Σ_{c ∈ {head, tail}} p(c|u) 1[j ∈ c] (1 − cover_c)',
  reference:
    'H. Abdollahpouri, R. Burke, B. Mobasher (2019). Managing Popularity Bias in Recommender Systems with Personalized Re-Ranking. FLAIRS. arXiv:1901.07555',
  settings: {
    ...rerankSettings,
    lambda: strength(0.3, 'the share of the long tail'),
    variant: choice(['smooth', 'binary'], 'smooth', 'Whether a class counts as covered by its share or by one item.'),
    headShare: real({ default: 0.8, maximum: 1, help: 'Share of the events that the popular items have together.' }),
  },
  abilities: rerankAbilities,
  async train(interactions, { base, candidates, depth, lambda, variant, headShare }, context) {
    const head = findHead(popularityOf(interactions), headShare)
    const parts = await trainParts(await planParts('popularity-penalised', base), interactions, context)
    return toModel({ parts, histories: historiesOf(interactions), candidates }, { head, depth, lambda, variant })
  },
  async load(bytes) {
    const archive = unpack('popularity-penalised', 1, bytes)
    const { depth, lambda, variant } = archive.facts as { depth: number; lambda: number; variant: Choice['variant'] }
    return toModel(await readReranked(archive), { head: archive.columns['head'] as Int32Array, depth, lambda, variant })
  },
})

/** 1 for each of the most popular items that are needed to have the share of all events, lower numbers first among equals; 0 for the others. */
export function findHead(counts: Float32Array, share: number): Int32Array {
  const order = Array.from(counts, (_, item) => item).sort((a, b) => counts[b]! - counts[a]! || a - b)
  const wanted = share * counts.reduce((sum, count) => sum + count, 0)
  const head = new Int32Array(counts.length)
  let held = 0
  for (const item of order) {
    if (held >= wanted || counts[item] === 0) break
    head[item] = 1
    held += counts[item]!
  }
  return head
}

interface Choice {
  readonly head: Int32Array
  readonly depth: number
  readonly lambda: number
  readonly variant: 'smooth' | 'binary'
}

function toModel(state: Omit<RerankedModel, 'reorder' | 'save'>, { head, depth, lambda, variant }: Choice): Model {
  return rerankedModel({
    ...state,
    reorder(candidates, history) {
      const known = history.filter((item) => item >= 0 && item < head.length)
      if (known.length === 0) return []
      const shareOfHead = known.reduce((sum, item) => sum + head[item]!, 0) / known.length
      const wanted = [1 - shareOfHead, shareOfHead]
      const counts = [0, 0]
      const classOf = (place: number) => head[candidates.items[place]!]!
      return chooseGreedily(candidates, depth, lambda, {
        gain(place) {
          const own = classOf(place)
          const length = counts[0]! + counts[1]!
          const cover = variant === 'binary' ? Math.min(1, counts[own]!) : length === 0 ? 0 : counts[own]! / length
          return wanted[own]! * (1 - cover)
        },
        take: (place) => void counts[classOf(place)]!++,
      })
    },
    save: ({ facts, columns }) =>
      pack('popularity-penalised', 1, { ...facts, depth, lambda, variant }, { ...columns, head }),
  })
}
