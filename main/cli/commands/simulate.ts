import type { Command } from '../command.ts'
import { followRun } from '../follow-run.ts'
import { noPositional } from '../positional.ts'
import { experimentOptions } from '../reading-options.ts'
import { simulationOptions, toPolicyPlan } from '../simulation-options.ts'
import { outputOptions, readExperiment } from './compare.ts'

const defaultModels = 'random,popularity,epsilon-greedy,ucb1,thompson,linucb'
const { lists: _lists, ...reportOption } = outputOptions

export const simulateCommand: Command = {
  name: 'simulate',
  summary: 'Let bandits and recommenders play in a simulated world whose truth is known.',
  arguments: '',
  details: `Without --models: ${defaultModels}. The run appears in "recbench runs" and in the window.`,
  options: { ...experimentOptions, ...simulationOptions, ...reportOption },
  async run(invocation) {
    noPositional(invocation)
    const plan = toPolicyPlan(invocation.values)
    const own = new Set([...Object.keys(simulationOptions), 'policies'])
    const rest = Object.fromEntries(Object.entries(invocation.values).filter(([name]) => !own.has(name)))
    const values = { models: defaultModels, ...withoutAbsent(rest), policies: JSON.stringify(plan) }
    const { experiment, client } = await readExperiment({ ...invocation, values })
    return followRun(invocation, client, client.call('runs/start', { experiment }))
  },
}

const withoutAbsent = (values: object) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
