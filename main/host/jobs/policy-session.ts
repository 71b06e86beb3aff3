import type { LoopResult, PolicyResult, SequenceResult } from '../../contract/api/policies.ts'
import { describeError, toErrorReport } from '../../contract/errors.ts'
import type { Experiment } from '../../contract/experiment.ts'
import { defaultWorld, hasLens } from '../../contract/policy-plan.ts'
import type { TestedPolicy } from '../../evaluation/policies/ab-result.ts'
import type { EvaluatedPolicy } from '../../evaluation/policies/evaluate-policy.ts'
import type { RepeatRecord } from '../../evaluation/policies/play.ts'
import { simulationPlanOf } from '../../evaluation/policies/simulate-policy.ts'
import { describeSlatePolicy } from '../../evaluation/policies/slate-players.ts'
import { mergeRepeats } from '../../evaluation/policies/simulate.ts'
import type { World } from '../../evaluation/policies/world.ts'
import { findRecommender } from '../../recommenders/all.ts'
import { isPolicyRecommender } from '../../recommenders/policy.ts'
import type { LaneRunner } from './lane-runner.ts'
import { pauseBetweenNews } from './observe-task.ts'
import type { PolicySubject, TaskNews } from './protocol.ts'

/** The number under which the simulated world takes part in the budget of a run, which is that of no model. */
export const worldModel = -1

export interface PolicyListener {
  /** How far a model is as a policy, 0 … 1. */
  progress(model: number, fraction: number, stage: string): void
  simulated(model: number, label: string, simulation: NonNullable<PolicyResult['simulation']>): void
  log(model: number, level: 'info' | 'warning', text: string): void
}

/** Whether an experiment needs a simulated world. */
export const needsWorld = ({ policies }: Experiment): boolean =>
  policies !== undefined &&
  (hasLens(policies, 'simulation') || policies.loop !== undefined || policies.ab !== undefined)

/** The model that a simulated world is made of, when it is. */
export const worldModelOf = ({ policies }: Experiment): string | null =>
  policies?.world?.from === 'model' ? (policies.world.model ?? null) : null

/** Values models as policies, one by one: on the log, in the simulation, whose repeats are spread over the threads, and in a feedback loop. */
export class PolicySession {
  readonly #experiment: Experiment
  readonly #runner: LaneRunner
  readonly #world: World | null
  readonly #listener: PolicyListener

  constructor(experiment: Experiment, runner: LaneRunner, world: World | null, listener: PolicyListener) {
    this.#experiment = experiment
    this.#runner = runner
    this.#world = world
    this.#listener = listener
  }

  async value(subject: PolicySubject): Promise<TestedPolicy> {
    const shares = this.#shares()
    const { policies } = this.#experiment
    const world = hasLens(policies, 'simulation') ? this.#world : null
    const { model } = subject
    const valued = await this.#runner.work(
      'valuePolicy',
      { ...subject, world: policies?.ab ? this.#world : world },
      this.#follow(model, 0, shares.valuing),
    )
    const simulated = world ? await this.#simulate(subject, world, valued, shares) : valued.policy
    const policy = await this.#test(subject, simulated, valued.scores)
    if (!this.#experiment.policies?.loop || !this.#world) return policy
    return this.#loop(subject, this.#world, policy, shares)
  }

  async #simulate(
    subject: PolicySubject,
    world: World,
    { policy, scores }: EvaluatedPolicy,
    { valuing, simulating }: Shares,
  ): Promise<PolicyResult> {
    const { model } = subject
    const choice = this.#experiment.models[model]
    if (!scores && choice && !isPolicyRecommender(findRecommender(choice.id))) return policy
    const plan = simulationPlanOf({ experiment: this.#experiment })
    const records: (RepeatRecord | undefined)[] = Array.from({ length: plan.repeats })
    let toldAt = performance.now()
    const tell = () => {
      const known = records.filter((record) => record !== undefined)
      const points = known[0]?.regret.length ?? 1
      const done = known.reduce((sum, { reached }) => sum + reached / points, 0) / plan.repeats
      if (performance.now() - toldAt < pauseBetweenNews) return
      toldAt = performance.now()
      if (choice) this.#listener.progress(model, valuing + simulating * done, 'Simulating')
      const { trace: _, ...simulation } = mergeRepeats(world, plan, known)
      this.#listener.simulated(model, policy.label, simulation)
    }
    const repeats = Array.from({ length: plan.repeats }, async (_, repeat) => {
      const follow = (news: TaskNews) => {
        if (news.kind !== 'repeat') return
        records[repeat] = news.record
        tell()
      }
      records[repeat] = await this.#runner.work('simulate', { ...subject, world, scores, repeat }, follow)
      tell()
    })
    await settle(repeats)
    const whole = records.filter((record) => record !== undefined)
    return { ...policy, simulation: mergeRepeats(world, plan, whole) }
  }

  /** Simulates the plan's policies for slates, which are numbered after the models. One that fails says why. */
  async playSlates(add: (policy: PolicyResult) => void): Promise<void> {
    const { policies, models } = this.#experiment
    const world = this.#world
    if (!world || !hasLens(policies, 'simulation')) return
    for (let place = 0; place < (policies?.slates?.length ?? 0); place++) {
      const model = models.length + place
      const policy = describeSlatePolicy({ experiment: this.#experiment, model }, world)
      const shares = { valuing: 0, simulating: 1 }
      try {
        add(await this.#simulate({ model }, world, { policy, scores: null }, shares))
      } catch (error) {
        add({ ...policy, error: failureOf(error) })
      }
    }
  }

  /** Simulates the plan's policies for sequences, side by side. One that fails says why. */
  async playSequences(): Promise<SequenceResult[]> {
    const { policies } = this.#experiment
    const chosen = (hasLens(policies, 'simulation') && policies?.sequences?.policies) || []
    return Promise.all(
      chosen.map(async ({ id }, policy) => {
        try {
          return await this.#runner.work('sequences', { model: worldModel, policy }, () => undefined)
        } catch (error) {
          return { ...noSequences, id, label: id, error: failureOf(error) }
        }
      }),
    )
  }

  async #test(subject: PolicySubject, policy: PolicyResult, scores: Float32Array | null): Promise<TestedPolicy> {
    const recommender = findRecommender(this.#experiment.models[subject.model]!.id)
    const plays = scores !== null || isPolicyRecommender(recommender)
    if (!this.#experiment.policies?.ab || !this.#world || !plays) return policy
    const abArm = await this.#runner.work('ab', { ...subject, world: this.#world, scores }, () => undefined)
    return { ...policy, abArm }
  }

  /** A model that cannot take part in the loop says so, and keeps the rest. */
  async #loop(subject: PolicySubject, world: World, policy: TestedPolicy, shares: Shares): Promise<TestedPolicy> {
    const { model } = subject
    const from = shares.valuing + shares.simulating
    try {
      const loop: LoopResult = await this.#runner.work(
        'loop',
        { ...subject, world },
        this.#follow(model, from, 1 - from),
      )
      return { ...policy, loop }
    } catch (error) {
      const text = `It takes no part in the feedback loop: ${failureOf(error)}`
      this.#listener.log(model, 'warning', text)
      return { ...policy, notes: [...(policy.notes ?? []), text] }
    }
  }

  /** How a model's work is shared out among its parts, for the progress. */
  #shares(): Shares {
    const { policies } = this.#experiment
    const simulates = this.#world !== null && hasLens(policies, 'simulation')
    const valuing = simulates || policies?.loop ? 0.3 : 1
    const looping = policies?.loop ? 0.3 : 0
    return { valuing, simulating: Math.max(0, 1 - valuing - looping) }
  }

  #follow = (model: number, from: number, share: number) => (news: TaskNews) => {
    if (news.kind === 'progress') this.#listener.progress(model, from + share * news.fraction, news.stage)
    if (news.kind === 'log') this.#listener.log(model, news.level, news.text)
  }
}

/** What went wrong, in one line; a cancellation goes on. */
function failureOf(error: unknown): string {
  const report = toErrorReport(error)
  if (report.code === 'cancelled') throw error
  return describeError(report).replaceAll('\n', ' ')
}

const noSequences = {
  episodes: [],
  returns: [],
  low: [],
  high: [],
  meanSteps: 0,
  learned: { mean: 0, low: 0, high: 0 },
  optimal: null,
  description: '',
}

interface Shares {
  readonly valuing: number
  readonly simulating: number
}

/** Waits for all pieces, and then fails with the first that failed. */
async function settle(pieces: readonly Promise<void>[]): Promise<void> {
  for (const piece of await Promise.allSettled(pieces)) if (piece.status === 'rejected') throw piece.reason
}

/** The simulated world of an experiment, in shared memory; null where nothing needs one. */
export async function buildWorld(
  experiment: Experiment,
  runner: LaneRunner,
  tell: (stage: string) => void,
): Promise<World | null> {
  if (!needsWorld(experiment)) return null
  const { from } = experiment.policies?.world ?? defaultWorld
  return runner.work('makeWorld', { model: worldModel }, (news) => {
    if (news.kind === 'progress' && (from === 'model' || news.fraction === 0)) tell(news.stage)
  })
}
