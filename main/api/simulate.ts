import type { PolicyResult, PolicySimulation } from '../contract/api/runs.ts'
import { RecbenchError } from '../contract/errors.ts'
import type { ExperimentInput } from '../contract/experiment.ts'
import type { OwnEnvironment, OwnPolicy, OwnSimulationPlan } from '../host/simulate-environment.ts'
import { crossValidate, toChoice, type ModelSpecification } from './cross-validate.ts'
import type { Log } from './log.ts'
import { currentRuntime } from './runtime.ts'

type Plan = NonNullable<ExperimentInput['policies']>

/** Policies in a world of one's own. */
export type EnvironmentSimulation = OwnSimulationPlan & {
  readonly environment: OwnEnvironment
  readonly policies: readonly (ModelSpecification | OwnPolicy)[]
}

/** Policies and recommenders in a world made of a log; the run appears in Runs. */
export type LogSimulation = Omit<Plan, 'lenses' | 'estimators' | 'clip' | 'learners' | 'ab'> & {
  readonly log: Log
  readonly policies: readonly ModelSpecification[]
  readonly seed?: number
  readonly threads?: number
  readonly threshold?: number
}

/** What a simulation found. */
export class Simulation {
  readonly policies: readonly SimulatedPolicy[]

  constructor(policies: readonly SimulatedPolicy[]) {
    this.policies = policies
  }

  /** One record per policy, the largest mean reward first. */
  table(): Record<string, string | number | null>[] {
    const simulated = this.policies.flatMap(({ label, simulation }) => (simulation ? [{ label, simulation }] : []))
    return simulated
      .sort((a, b) => b.simulation.meanReward - a.simulation.meanReward)
      .map(({ label, simulation }) => ({
        policy: label,
        reward: round(simulation.meanReward),
        'reward ±': halfWidth(simulation.meanReward, simulation.rewardLow),
        regret: round(simulation.regret.at(-1)),
        'regret ±': halfWidth(simulation.regret.at(-1), simulation.low),
        'best arm': simulation.bestShare?.at(-1) ?? null,
      }))
  }

  toMimeBundle() {
    return {
      'text/plain': `Simulation of ${this.policies.map(({ label }) => label).join(', ')}. Call table(), or plot.regret(simulation).`,
    }
  }
}

type SimulatedPolicy = Pick<PolicyResult, 'label' | 'family' | 'loop'> & {
  readonly simulation: PolicySimulation | null
}

/**
 * Lets policies play in a simulated world: one written as functions (`environment`), in this process, or one made of a log (`log`), as a run.
 *
 * @throws RecbenchError with a sentence for a world or policy that cannot be
 */
export async function simulate(options: EnvironmentSimulation | LogSimulation): Promise<Simulation> {
  if (options.policies.length === 0) throw new RecbenchError('invalid-parameter', 'No policy was named to simulate.')
  if ('log' in options) return simulateLog(options)
  const { environment, policies, ...plan } = options
  const { simulateEnvironment } = await import('../host/simulate-environment.ts')
  const signal = currentRuntime().signal() ?? new AbortController().signal
  const chosen = policies.map((policy) => (isOwn(policy) ? policy : toChoice(policy)))
  return new Simulation(await simulateEnvironment(environment, chosen, plan, signal))
}

async function simulateLog({ log, policies, seed, threads, threshold, ...plan }: LogSimulation): Promise<Simulation> {
  const { results } = await crossValidate(log.ratio(0.8, seed === undefined ? {} : { seed }), policies, {
    policies: { ...plan, lenses: ['simulation'] },
    ...(threads !== undefined && { threads }),
    ...(threshold !== undefined && { threshold }),
  })
  const failed = results.policies.find(({ error }) => error)
  if (failed) throw new RecbenchError('bad-input', `${failed.label}: ${failed.error}`)
  return new Simulation(results.policies)
}

const isOwn = (policy: ModelSpecification | OwnPolicy): policy is OwnPolicy =>
  typeof policy === 'object' && typeof (policy as OwnPolicy).create === 'function'

const round = (value: number | undefined) => (value === undefined ? null : Number(value.toPrecision(4)))
const halfWidth = (value: number | undefined, low: readonly number[] | undefined) =>
  value === undefined || !low?.length ? null : round(value - low.at(-1)!)
