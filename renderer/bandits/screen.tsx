import type { ScreenProps } from '../app/screens.ts'
import { RunView } from '../compare/run-view.tsx'
import { SetUp } from '../compare/set-up.tsx'

/** Values policies from logs: their set-up, or with a run its progress and its results. */
export function Screen({ parameters, tab }: ScreenProps) {
  const { run, setup } = parameters
  if (typeof run === 'string') return <RunView key={run} run={run} tab={tab} />
  return <SetUp given={setup} tab={tab} />
}
