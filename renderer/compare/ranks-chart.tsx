import { useMemo } from 'preact/hooks'
import { criticalDifferenceFigure } from '../../main/figures/critical-difference.ts'
import { formatNumber, relateP } from '../../main/figures/format.ts'
import { titleRanks } from '../../main/figures/titles.ts'
import { Chart } from '../charts/chart.tsx'
import { call, useAnswer } from '../client/client.ts'
import { language, t, tMaybe } from '../i18n/t.ts'
import { useModels } from './use-models.ts'

interface RanksProps {
  /** One run: over its folds; several: over the runs. */
  readonly runs: readonly string[]
  readonly metric: string
  readonly visible: boolean
  readonly height?: number
}

/** Average ranks with the critical difference, and what Friedman's test says. */
export function RanksChart({ runs, metric, visible, height }: RanksProps) {
  const models = useModels()
  const answer = useAnswer(
    `ranks ${runs.join()} ${metric}`,
    visible && metric ? (signal) => call('runs/ranks', { runs: [...runs], metric }, signal) : undefined,
  )
  const ranks = useMemo(() => answer.value && models && titleRanks(answer.value, models), [answer.value, models])
  const figure = useMemo(() => ranks && criticalDifferenceFigure(ranks, t), [ranks, language.value])
  if (answer.error) return <p class="quiet">{tMaybe(answer.error.message)}</p>
  if (!ranks || !figure) return null
  return (
    <>
      <Chart figure={figure} {...(height === undefined ? {} : { height })} />
      <p class="small quiet">
        {t('Friedman p {p}, Kendall’s W {w}. Bars join models that Nemenyi’s test does not tell apart at {level}.', {
          p: relateP(ranks.friedman.p, '='),
          w: formatNumber(ranks.concordance, 2),
          level: ranks.level,
        })}
        {ranks.leftOut.length > 0 && (
          <> {t('Left out, without a value everywhere: {models}.', { models: ranks.leftOut.join(', ') })}</>
        )}
      </p>
    </>
  )
}
