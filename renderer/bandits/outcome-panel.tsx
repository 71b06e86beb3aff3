import { useEffect, useState } from 'preact/hooks'
import type { PolicyResult, RunDetail, RunResults } from '../../main/contract/api/runs.ts'
import { hasLens } from '../../main/contract/policy-plan.ts'
import type { Simulated } from '../../main/figures/policies-simulation.ts'
import { t } from '../i18n/t.ts'
import { recall, remember } from '../state/memory.ts'
import { AbPanel } from './ab-panel.tsx'
import { CurvesPanel, SharesPanel } from './curves-panels.tsx'
import { LoopPanel } from './loop-panel.tsx'
import { describeWorld } from './describe-world.ts'
import { outcomeTabs, type OutcomeTab } from './outcome-tabs.ts'
import { PlayPanel } from './play-panel.tsx'
import { PanelTabs } from './policy-tabs.tsx'
import { SequencesPanel } from './sequences-panel.tsx'

interface OutcomeProps {
  readonly detail: RunDetail
  readonly results: RunResults
  readonly policies: readonly PolicyResult[]
  /** Curves, those of simulations under way among them. */
  readonly simulated: readonly Simulated[]
  readonly focus: PolicyResult
  readonly data: string
  readonly wide: boolean
}

/** What came out beside values on a log: simulation, playback, feedback loop and A/B test. */
export function OutcomePanel({ detail, results, policies, simulated, focus, data, wide }: OutcomeProps) {
  const [wanted, want] = useState<OutcomeTab>()
  useEffect(() => {
    void recall<OutcomeTab>('bandits-tab').then((kept) => typeof kept === 'string' && want(kept))
  }, [])
  const { experiment } = detail
  const plan = experiment.policies
  const tabs = outcomeTabs()
  const chosen = tabs.find(({ id }) => id === wanted)?.id ?? 'regret'
  const isSimulated = hasLens(plan, 'simulation')
  return (
    <PanelTabs
      label={t('Simulation and experiments')}
      tabs={tabs}
      chosen={chosen}
      onChoose={(id) => {
        want(id)
        remember('bandits-tab', id)
      }}
      {...(wide && chosen !== 'test' && chosen !== 'sequences' && plan ? { sub: describeWorld(plan, data) } : {})}
    >
      {(chosen === 'regret' || chosen === 'reward') && (
        <CurvesPanel
          what={chosen}
          policies={simulated}
          focus={focus.label}
          experiment={experiment}
          isSimulated={isSimulated}
        />
      )}
      {chosen === 'shares' && <SharesPanel focus={focus} experiment={experiment} isSimulated={isSimulated} />}
      {chosen === 'play' && (
        <PlayPanel policies={policies} focus={focus} experiment={experiment} isSimulated={isSimulated} />
      )}
      {chosen === 'loop' && <LoopPanel policies={policies} experiment={experiment} />}
      {chosen === 'sequences' && <SequencesPanel sequences={results.sequences ?? []} experiment={experiment} />}
      {chosen === 'test' && <AbPanel tests={results.abTests ?? []} experiment={experiment} />}
    </PanelTabs>
  )
}
