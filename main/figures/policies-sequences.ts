import type { SequenceResult } from '../contract/api/policies.ts'
import { dashes, type Figure, type Look } from './figure.ts'
import { english, type Translate } from './words.ts'

/** Mean discounted return of the sequences over what was learned from, with its band, and the largest there can be where that is known. */
export function sequencesFigure(sequences: readonly SequenceResult[], t: Translate = english): Figure {
  const drawn = sequences.filter(({ error, episodes }) => error === null && episodes.length > 0)
  const lookOf = (at: number): Look => ({ colour: 'bandits', dash: dashes[at % dashes.length]! })
  const optimal = drawn.find((one) => one.optimal !== null)?.optimal ?? null
  return {
    id: 'sequences',
    title: t('Discounted return of {count} policies for sequences while they learn', { count: String(drawn.length) }),
    x: { title: t('Sequences learned from'), scale: 'linear', format: 'count', fromZero: true },
    y: {
      title: t('Discounted return of a sequence, mean with 95 % band over repeats'),
      scale: 'linear',
      format: 'number',
      fromZero: true,
    },
    marks: [
      ...(optimal === null ? [] : [{ kind: 'rule', axis: 'y', at: optimal, label: t('best possible') } as const]),
      ...drawn.map(
        ({ label, episodes, low, high }, at) =>
          ({ kind: 'band', name: label, look: lookOf(at), x: episodes, low, high }) as const,
      ),
      ...drawn.map(
        ({ label, episodes, returns }, at) =>
          ({ kind: 'line', name: label, label, look: lookOf(at), x: episodes, y: returns }) as const,
      ),
    ],
    table: {
      columns: [t('Policy'), t('Sequences learned from'), t('Return'), t('Low'), t('High')],
      rows: drawn.flatMap(({ label, episodes, returns, low, high }) =>
        episodes.map((episode, at) => [label, episode, returns[at]!, low[at]!, high[at]!]),
      ),
    },
  }
}
