import type { ScreenProps } from '../app/screens.ts'
import { RunView } from '../compare/run-view.tsx'
import { SetUp } from '../compare/set-up.tsx'
import '../compare/compare.css'
import './bandits.css'
import { LivePanel } from './live-panel.tsx'
import { PolicyResults } from './policy-results.tsx'
import { PolicyRuns } from './policy-runs.tsx'
import { policySetUp } from './policy-set-up.tsx'

/** Policies valued from logs and in simulation: with a run its progress and results, with a set-up the form, otherwise the runs there are. */
export function Screen({ parameters, tab }: ScreenProps) {
  const { run, setup } = parameters
  if (typeof run === 'string')
    return <RunView key={run} run={run} tab={tab} screen="bandits" Results={PolicyResults} Live={LivePanel} />
  if (setup) return <SetUp given={setup === 'new' ? undefined : setup} tab={tab} kind={policySetUp} />
  return <PolicyRuns tab={tab} />
}
