import type { Family } from '../contract/api/models.ts'
import { dashes, type Dash, type Figure, type Mark } from './figure.ts'
import { metricTitle } from './format.ts'
import { familyMarker } from './theme.ts'
import { english, type Translate } from './words.ts'

/** What was measured after each epoch (or iteration) of one fold. */
export interface Curve {
  readonly label: string
  readonly family: Family
  readonly fold: number
  readonly epochs: readonly number[]
  readonly training: readonly number[]
  /** Loss on the validation part; null where it was not measured. */
  readonly validation: readonly (number | null)[]
  /** The validation metric; null where it was not measured. */
  readonly score: readonly (number | null)[]
}

/** Exponential moving average with the bias of its start removed; a factor of 0 leaves the values as they are. */
export function smooth(values: readonly number[], factor: number): number[] {
  let average = 0
  let weight = 0
  return values.map((value) => {
    average = factor * average + (1 - factor) * value
    weight = factor * weight + (1 - factor)
    return average / weight
  })
}

const name = (curve: Curve, t: Translate) =>
  t('{name}, fold {fold}', { name: curve.label, fold: String(curve.fold + 1) })

/** Training loss of one fold, smoothed over raw, and the validation loss dashed. */
export function lossFigure(curve: Curve, { smoothing = 0.6 } = {}, t: Translate = english): Figure {
  const look = { colour: curve.family, marker: familyMarker[curve.family] } as const
  const smoothed = smooth(curve.training, smoothing)
  const measured = curve.validation.some((value) => value !== null)
  const marks: Mark[] = [
    ...(smoothing > 0
      ? [
          {
            kind: 'line',
            name: t('training, raw'),
            look: { ...look, soft: true },
            x: curve.epochs,
            y: curve.training,
          } as const,
        ]
      : []),
    {
      kind: 'line',
      name: t('training'),
      label: smoothing > 0 ? t('training, smoothed over raw') : t('training'),
      look: { ...look, strong: true },
      x: curve.epochs,
      y: smoothed,
    },
  ]
  if (measured)
    marks.push({
      kind: 'line',
      name: t('validation'),
      label: t('validation'),
      look: { ...look, dash: 'long' },
      ...withoutGaps(curve.epochs, curve.validation),
    })
  return {
    id: 'loss',
    title: t('Loss of {name} after {epochs} epochs', {
      name: name(curve, t),
      epochs: String(curve.epochs.at(-1) ?? 0),
    }),
    x: { title: t('Epoch'), scale: 'linear', format: 'count', fromZero: true },
    y: {
      title: smoothing > 0 ? t('Loss (smoothing {factor})', { factor: String(smoothing) }) : t('Loss'),
      scale: 'linear',
      format: 'number',
    },
    marks,
    table: {
      columns: [t('Epoch'), t('training'), t('validation'), t('validation score')],
      rows: curve.epochs.map((epoch, at) => [
        epoch,
        curve.training[at] ?? null,
        curve.validation[at] ?? null,
        curve.score[at] ?? null,
      ]),
    },
  }
}

/** The validation metric after each epoch, one curve per model; members of one family differ by dash. */
export function validationFigure(curves: readonly Curve[], metric: string | null, t: Translate = english): Figure {
  const drawn = curves.filter(({ score }) => score.some((value) => value !== null))
  const title = metric ? t('{metric} on validation', { metric: metricTitle(metric) }) : t('Validation score')
  return {
    id: 'validation',
    title: t('{what} of {count} models after each epoch', { what: title, count: String(drawn.length) }),
    x: { title: t('Epoch'), scale: 'linear', format: 'count', fromZero: true },
    y: { title, scale: 'linear', format: 'number' },
    marks: drawn.map((curve) => ({
      kind: 'line',
      name: curve.label,
      label: curve.label,
      look: { colour: curve.family, marker: familyMarker[curve.family], dash: dashWithin(drawn, curve) },
      ...withoutGaps(curve.epochs, curve.score),
    })),
    table: {
      columns: [t('Model'), t('Epoch'), title],
      rows: drawn.flatMap((curve) =>
        curve.epochs.map((epoch, at) => [curve.label, epoch, curve.score[at] ?? null] as const),
      ),
    },
  }
}

function withoutGaps(xs: readonly number[], ys: readonly (number | null)[]) {
  const kept = xs.map((x, at) => ({ x, y: ys[at] ?? null })).filter(({ y }) => y !== null)
  return { x: kept.map(({ x }) => x), y: kept.map(({ y }) => y) }
}

/** The dash of a member among those of its family. */
export function dashWithin<T extends { readonly family: Family }>(all: readonly T[], one: T): Dash {
  return dashes[all.filter(({ family }) => family === one.family).indexOf(one) % dashes.length] ?? 'solid'
}
