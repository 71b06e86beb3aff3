import type { ScreenProps } from '../app/screens.ts'
import '../compare/compare.css'
import './bandits.css'
import { PolicySetUp } from './policy-set-up.tsx'
import { PolicyView } from './policy-view.tsx'

/** Policies valued from logs and in simulation: the set-up, or with a run its results. */
export function Screen({ parameters, tab }: ScreenProps) {
  const { run } = parameters
  return typeof run === 'string' ? <PolicyView key={run} run={run} tab={tab} /> : <PolicySetUp tab={tab} />
}
