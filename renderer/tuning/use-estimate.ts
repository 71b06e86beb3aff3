import { useEffect, useState } from 'preact/hooks'
import type { ModelInfo } from '../../main/contract/api/models.ts'
import type { RunEstimate } from '../../main/contract/api/runs.ts'
import type { Experiment } from '../../main/contract/experiment.ts'
import { call, useAnswer, type Loaded } from '../client/client.ts'
import { toExperiment, type Draft } from '../compare/draft.ts'

/** Milliseconds without a change before the engine is asked. */
const pause = 600

/** What a draft would take, asked again when it has rested for a moment; undefined while it has problems. */
export function useEstimate(draft: Draft, models: readonly ModelInfo[], isSound: boolean): Loaded<RunEstimate> {
  const wanted = isSound ? JSON.stringify(toExperiment(draft, models)) : ''
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), pause)
    return () => clearTimeout(timer)
  }, [wanted])
  const current = asked === wanted ? asked : ''
  return useAnswer(
    current,
    current ? (signal) => call('runs/estimate', { experiment: JSON.parse(current) as Experiment }, signal) : undefined,
  )
}
