import { useMemo } from 'preact/hooks'
import type { RunDetail } from '../../main/contract/api/runs.ts'
import { regretFigure } from '../../main/figures/policies-simulation.ts'
import { Chart } from '../charts/chart.tsx'
import type { RunHistory } from '../compare/run-events.ts'
import { Panel } from '../components/layout.tsx'
import { language, t } from '../i18n/t.ts'
import { simulatedSoFar } from './simulated.ts'

interface LiveProps {
  readonly detail: RunDetail
  readonly history: RunHistory
}

/** Regret of the policies while their simulations go on. */
export function LivePanel({ detail, history }: LiveProps) {
  const simulated = simulatedSoFar(detail.results?.policies ?? [], history, detail.lanes)
  const figure = useMemo(() => regretFigure(simulated, t), [detail.results?.policies, history, language.value])
  return (
    <Panel title={t('Regret so far')} sub={t('simulations under way')}>
      <Chart figure={figure} empty={t('The simulation begins when the first model is trained.')} />
    </Panel>
  )
}
