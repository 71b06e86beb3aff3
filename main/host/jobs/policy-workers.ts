import type { RemoteTask } from '../../contract/remote.ts'
import { evaluatePolicy, trainingPart, type PolicyInput } from '../../evaluation/policies/evaluate-policy.ts'
import { runLoop } from '../../evaluation/policies/loop.ts'
import { makeWorld } from '../../evaluation/policies/make-world.ts'
import type { RepeatRecord } from '../../evaluation/policies/play.ts'
import { runSequences } from '../../evaluation/policies/sequences/run-sequences.ts'
import { playArm, simulateRepeat } from '../../evaluation/policies/simulate-policy.ts'
import { explained, observe, pauseBetweenNews } from './observe-task.ts'
import type {
  AbSubject,
  LoopSubject,
  PolicySubject,
  RepeatSubject,
  SequenceSubject,
  TaskNews,
  WorkerPlan,
  WorkerRequest,
  WorldSubject,
} from './protocol.ts'

/** What a worker does for models as policies. */
export const policyWorkers = {
  makeWorld: (plan: WorkerPlan, request: WorkerRequest<PolicySubject>, remote: RemoteTask) =>
    explained(() => makeWorld(inputOf(plan, request.subject), machine(plan, request, remote))),
  valuePolicy: (plan: WorkerPlan, request: WorkerRequest<WorldSubject>, remote: RemoteTask) =>
    explained(() =>
      evaluatePolicy(inputOf(plan, request.subject), request.subject.world, machine(plan, request, remote)),
    ),
  simulate: (plan: WorkerPlan, request: WorkerRequest<RepeatSubject>, remote: RemoteTask) => {
    const { world, scores, repeat } = request.subject
    const { signal } = observe(request.flag, remote)
    const watch = { signal, progress: () => undefined, sofar: tellRepeat(remote) }
    return explained(() => simulateRepeat(inputOf(plan, request.subject), world, scores, repeat, watch))
  },
  ab: (plan: WorkerPlan, request: WorkerRequest<AbSubject>, remote: RemoteTask) => {
    const { world, scores } = request.subject
    const { signal } = observe(request.flag, remote)
    return explained(() => playArm(inputOf(plan, request.subject), world, scores, signal))
  },
  loop: (plan: WorkerPlan, request: WorkerRequest<LoopSubject>, remote: RemoteTask) =>
    explained(() => runLoop(inputOf(plan, request.subject), request.subject.world, machine(plan, request, remote))),
  sequences: (plan: WorkerPlan, request: WorkerRequest<SequenceSubject>, remote: RemoteTask) =>
    explained(() => {
      const { policies, seed } = plan.experiment
      const { signal, progress } = observe(request.flag, remote)
      const watch = { signal, progress: (fraction: number) => progress(fraction, 'Simulating sequences') }
      return runSequences(policies!, request.subject.policy, trainingPart(plan), seed, watch)
    }),
}

const inputOf = ({ experiment, log, folds, policies }: WorkerPlan, { model, config }: PolicySubject): PolicyInput => ({
  experiment,
  log,
  folds,
  itemNames: [],
  feedback: null,
  ...policies,
  model,
  ...(config && { config }),
})

const machine = ({ threads }: WorkerPlan, { flag, backend }: WorkerRequest<unknown>, remote: RemoteTask) => ({
  ...observe(flag, remote),
  threads,
  backend,
})

/** Tells a repeat so far, at most four times a second. */
function tellRepeat({ notify }: RemoteTask): (record: RepeatRecord) => void {
  let toldAt = performance.now()
  return ({ reached, regret, reward, shown, best, trace }) => {
    if (performance.now() - toldAt < pauseBetweenNews) return
    toldAt = performance.now()
    notify({ kind: 'repeat', record: { reached, regret, reward, shown, best, trace } } satisfies TaskNews)
  }
}
