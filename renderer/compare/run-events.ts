import type { Lane, PolicySimulation } from '../../main/contract/api/runs.ts'
import type { RunEvent } from '../../main/contract/events.ts'
import type { Curve } from '../../main/figures/curves.ts'

export interface LogLine {
  readonly at: number
  readonly level: 'info' | 'warning' | 'error' | 'done'
  readonly model: number | null
  readonly text: string
}

/** What a run's events say beyond its lanes and results: curves by model and fold, and a log. */
export interface RunHistory {
  readonly sequence: number
  readonly curves: ReadonlyMap<string, Curve>
  readonly log: readonly LogLine[]
  /** Simulations under way, by model. */
  readonly simulations: ReadonlyMap<number, { readonly label: string; readonly simulation: PolicySimulation }>
}

export const emptyHistory: RunHistory = { sequence: 0, curves: new Map(), log: [], simulations: new Map() }

export const curveKey = (model: number, fold: number) => `${model}:${fold}`

/** How the stages begin that follow a model's folds when it is valued as a policy. */
const asPolicy = 'As a policy: '

/** The history with further events in it; events it already knows are left out. */
export function addEvents(history: RunHistory, events: readonly RunEvent[], lanes: readonly Lane[]): RunHistory {
  const fresh = events.filter(({ sequence }) => sequence > history.sequence)
  if (!fresh.length) return history
  const curves = new Map(history.curves)
  const log = [...history.log]
  const simulations = new Map(history.simulations)
  for (const event of fresh) {
    if (event.type === 'loss') {
      const key = curveKey(event.model, event.fold)
      const lane = lanes.find(({ model }) => model === event.model)
      const curve = curves.get(key)
      curves.set(key, {
        label: lane?.label ?? String(event.model),
        family: lane?.family ?? 'baseline',
        fold: event.fold,
        epochs: [...(curve?.epochs ?? []), event.epoch],
        training: [...(curve?.training ?? []), event.training],
        validation: [...(curve?.validation ?? []), event.validation],
        score: [...(curve?.score ?? []), event.score],
      })
    } else if (event.type === 'simulation') {
      simulations.set(event.model, { label: event.label, simulation: event.simulation })
    } else if (event.type === 'log') {
      log.push({ at: event.at, level: event.level, model: event.model, text: event.text })
    } else if (event.type === 'task' && event.state === 'done' && event.stage.startsWith(asPolicy)) {
      if (event.stage !== `${asPolicy}Valued`) continue
      log.push({ at: event.at, level: 'info', model: event.model, text: 'Valued as a policy.' })
    } else if (event.type === 'task' && event.state === 'done') {
      // A failed fold writes its own line.
      log.push({ at: event.at, level: 'done', model: event.model, text: `#${event.fold + 1}` })
    }
  }
  return { sequence: Math.max(...fresh.map(({ sequence }) => sequence)), curves, log: log.slice(-500), simulations }
}

/** The curves of one model by fold, first fold first. */
export function curvesOf({ curves }: RunHistory, model: number): Curve[] {
  return [...curves]
    .filter(([key]) => key.startsWith(`${model}:`))
    .map(([, curve]) => curve)
    .sort((a, b) => a.fold - b.fold)
}

/** The latest curve of a model: that of the highest fold. */
export const latestCurve = (history: RunHistory, model: number): Curve | undefined => curvesOf(history, model).at(-1)
