import { useMemo } from 'preact/hooks'
import type { PolicyResult } from '../../main/contract/api/runs.ts'
import type { Experiment } from '../../main/contract/experiment.ts'
import { defaultLoop } from '../../main/contract/policy-plan.ts'
import { loopFigure, looped, loopMeasures, loopSeries } from '../../main/figures/policies-loop.ts'
import { Chart } from '../charts/chart.tsx'
import { FigureKey } from '../charts/figure-key.tsx'
import { EmptyState } from '../components/notice.tsx'
import { language, t } from '../i18n/t.ts'
import { MissingPart } from './missing-part.tsx'

interface LoopProps {
  readonly policies: readonly PolicyResult[]
  readonly experiment: Experiment
}

/** What becomes of each model that is trained on the clicks its own lists got: four measures over the same rounds. */
export function LoopPanel({ policies, experiment }: LoopProps) {
  const figures = useMemo(
    () => loopMeasures.map((measure) => loopFigure(policies, measure, t)),
    [policies, language.value],
  )
  if (!experiment.policies?.loop)
    return (
      <MissingPart experiment={experiment} add={(plan) => ({ ...plan, loop: defaultLoop })}>
        {t('This run has no feedback loop. Add one in Set-up: it retrains each model on what it showed.')}
      </MissingPart>
    )
  const drawn = looped(policies)
  if (!drawn.length) return <EmptyState>{t('No model has come through the feedback loop yet.')}</EmptyState>
  return (
    <div class="loop-panel">
      <FigureKey entries={loopSeries(policies, t)} />
      <div class="loop-charts">
        {figures.map((figure) => (
          <Chart key={figure.id} figure={figure} />
        ))}
      </div>
    </div>
  )
}
