import { useMemo } from 'preact/hooks'
import type { PolicyResult } from '../../main/contract/api/runs.ts'
import type { Experiment } from '../../main/contract/experiment.ts'
import { regretFigure, rewardFigure, sharesFigure, type Simulated } from '../../main/figures/policies-simulation.ts'
import { Chart } from '../charts/chart.tsx'
import { EmptyState } from '../components/notice.tsx'
import { language, t } from '../i18n/t.ts'
import { NoSimulation } from './missing-part.tsx'

interface CurvesProps {
  readonly what: 'regret' | 'reward'
  readonly policies: readonly Simulated[]
  readonly focus: string
  readonly experiment: Experiment
  readonly isSimulated: boolean
}

const mostInColour = 6

/** Regret or reward of all policies; of many, the one in focus and the best few in colour. */
export function CurvesPanel({ what, policies, focus, experiment, isSimulated }: CurvesProps) {
  const figure = useMemo(() => {
    const draw = what === 'regret' ? regretFigure : rewardFigure
    const simulated = policies
      .filter(({ simulation }) => simulation !== null)
      .toSorted((a, b) => a.simulation!.regret.at(-1)! - b.simulation!.regret.at(-1)!)
    const labels = simulated.map(({ label }) => label)
    const coloured = [focus, ...labels.filter((label) => label !== focus)].slice(0, mostInColour)
    return draw(simulated, t, simulated.length > 8 ? coloured : undefined)
  }, [what, policies, focus, language.value])
  if (!isSimulated) return <NoSimulation experiment={experiment} />
  return <Chart figure={figure} empty={t('No policy could act in the simulation.')} />
}

interface SharesProps {
  readonly focus: PolicyResult
  readonly experiment: Experiment
  readonly isSimulated: boolean
}

/** Which arms the policy in focus showed as it learned. */
export function SharesPanel({ focus, experiment, isSimulated }: SharesProps) {
  const figure = useMemo(() => sharesFigure(focus, t), [focus, language.value])
  if (!isSimulated) return <NoSimulation experiment={experiment} />
  if (!focus.simulation?.shares?.length)
    return (
      <EmptyState>
        {focus.simulation
          ? t('This run did not keep which arms were shown. Start it again from Set-up.')
          : t('{policy} did not act in the simulation. Select another policy in the table.', { policy: focus.label })}
      </EmptyState>
    )
  return <Chart figure={figure} />
}
