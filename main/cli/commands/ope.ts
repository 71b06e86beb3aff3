import type { Command } from '../command.ts'
import { followRun } from '../follow-run.ts'
import { offPolicyOptions, toOffPolicyPlan } from '../off-policy-options.ts'
import { noPositional } from '../positional.ts'
import { experimentOptions } from '../reading-options.ts'
import { outputOptions, readExperiment } from './compare.ts'

const defaultModels = 'random,popularity,epsilon-greedy,thompson,linucb'
const { lists: _lists, ...reportOption } = outputOptions

export const opeCommand: Command = {
  name: 'ope',
  summary: 'Value policies that never ran, from a log of what was shown, with which probability, and what it paid.',
  arguments: '',
  details: `Off-policy evaluation. Without --models: ${defaultModels}. The run appears in "recbench runs" and in the window.`,
  options: { ...experimentOptions, ...offPolicyOptions, ...reportOption },
  async run(invocation) {
    noPositional(invocation)
    const plan = toOffPolicyPlan(invocation.values)
    const own = new Set([...Object.keys(offPolicyOptions), 'policies'])
    const rest = Object.fromEntries(
      Object.entries(invocation.values).filter(([name, value]) => !own.has(name) && value !== undefined),
    )
    const values = { models: defaultModels, ...rest, policies: JSON.stringify(plan) }
    const { experiment, client } = await readExperiment({ ...invocation, values })
    return followRun(invocation, client, client.call('runs/start', { experiment }))
  },
}
