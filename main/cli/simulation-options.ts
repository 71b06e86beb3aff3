import { RecbenchError } from '../contract/errors.ts'
import { experimentFromFlags } from '../host/spelling.ts'
import type { Options, Values } from './command.ts'
import { text } from './command.ts'
import { readNumber } from './number-option.ts'

/** How a simulation goes, as options; each is a part of `policies` of an experiment. */
export const simulationOptions = {
  rounds: { type: 'string', value: 'N', help: 'Visitors who come; 2,000 when absent.' },
  repeats: { type: 'string', value: 'N', help: 'Times it starts anew, for the intervals; 5 when absent.' },
  world: {
    type: 'string',
    value: 'WORLD',
    help: 'Where the truth comes from: log, feedback, shop (of the generated shop), or model:ID such as model:ease. Without it: feedback where the data have propensities, otherwise log.',
  },
  arms: { type: 'string', value: 'N', help: 'Items of the world, the most frequent ones; 100 when absent.' },
  visitors: { type: 'string', value: 'N', help: 'Users of the world; 1,000 when absent.' },
  reward: {
    type: 'string',
    value: 'REWARD',
    help: 'What a shown item pays: click, conversion, revenue, or a mixture such as mixed:click=1,conversion=5,revenue=0.1; click when absent.',
  },
  drift: { type: 'string', value: 'KIND:ROUNDS', help: 'Tastes change: abrupt:2000 or gradual:2000.' },
  turnover: {
    type: 'string',
    value: 'ROUNDS:ARMS',
    help: 'Items come and go: 500:10 replaces 10 after every 500 rounds.',
  },
  positions: { type: 'string', value: 'N', help: 'Items shown at once; 1 when absent.' },
  examination: {
    type: 'string',
    value: 'P',
    help: 'Probability that who looked at a place looks at the next; 0.8 when absent.',
  },
  clicks: {
    type: 'string',
    value: 'KIND',
    help: 'position: every place looked at is clicked on its own; cascade: people stop at the first click; position when absent.',
  },
  slates: {
    type: 'string',
    value: 'POLICIES',
    help: 'Policies that choose whole slates, with --positions: ranked-bandit, cascade-ucb, cascade-klucb, pbm-ucb, with settings as in --models.',
  },
  sequences: {
    type: 'string',
    value: 'POLICIES',
    help: 'Policies for sequences of recommendations as well: q-learning, dqn, with settings as in --models.',
  },
  'sequence-world': {
    type: 'string',
    value: 'WORLD',
    help: 'Where sequences play: log (steps of the log) or trust; log when absent.',
  },
  episodes: { type: 'string', value: 'N', help: 'Sequences to learn from; 3,000 when absent.' },
  discount: { type: 'string', value: 'D', help: 'What a reward one step later is worth; 0.9 when absent.' },
  delay: { type: 'string', value: 'ROUNDS', help: 'Rounds after which a reward becomes known.' },
  batch: { type: 'string', value: 'ROUNDS', help: 'Rounds after which a policy learns all that is known.' },
  'warm-start': {
    type: 'string',
    value: 'ROUNDS',
    help: 'Rounds of random items that a bandit learns before the first one.',
  },
  loop: {
    type: 'string',
    value: 'ROUNDS',
    help: 'A feedback loop as well: rounds of retraining, such as 10, or rounds=10,shown=10,visiting=0.5.',
  },
  ab: {
    type: 'string',
    value: 'VISITORS',
    help: 'A/B tests of the first model against each other one: visitors, such as 10000, or visitors=10000,allotment=0.5,looks=5,level=0.05,power=0.8.',
  },
  feedback: {
    type: 'string',
    value: 'NAME',
    help: 'A data set with logged feedback to make the world of (--world feedback).',
  },
} as const satisfies Options

/** The part `policies` that the options spell, on top of one that is given as JSON. */
export function toPolicyPlan(values: Values): Record<string, unknown> {
  const given = text(values['policies'])
  const base = given === undefined ? {} : parseJson(given)
  const world = {
    ...(base['world'] as object | undefined),
    ...readWorld(text(values['world'])),
    ...numbers(values, ['arms', 'visitors', 'positions', 'examination']),
    ...readReward(text(values['reward'])),
    ...readDrift(text(values['drift'])),
    ...readTurnover(text(values['turnover'])),
    ...(text(values['clicks']) !== undefined && { clicks: text(values['clicks']) }),
  }
  const slates = text(values['slates'])
  const sequences = readSequences(values)
  const loop = text(values['loop'])
  const ab = text(values['ab'])
  const warm = readNumber('warm-start', text(values['warm-start']))
  return {
    lenses: ['simulation'],
    ...base,
    ...numbers(values, ['rounds', 'repeats', 'delay', 'batch']),
    ...(warm !== undefined && { warmStart: warm }),
    ...(Object.keys(world).length > 0 && { world }),
    ...(slates !== undefined && { slates: policiesOf(slates) }),
    ...(sequences && { sequences }),
    ...(loop !== undefined && { loop: /^\d+$/.test(loop) ? { rounds: Number(loop) } : pairs('loop', loop) }),
    ...(ab !== undefined && { ab: /^\d+$/.test(ab) ? { visitors: Number(ab) } : pairs('ab', ab) }),
    ...(text(values['feedback']) !== undefined && { log: text(values['feedback']) }),
  }
}

function readWorld(value: string | undefined): object {
  if (value === undefined) return {}
  const [from, model] = split(value)
  return model === undefined ? { from } : { from, model }
}

function readReward(value: string | undefined): object {
  if (value === undefined) return {}
  const [reward, mix] = split(value)
  return mix === undefined
    ? { reward }
    : { reward, mix: { click: 0, conversion: 0, revenue: 0, ...pairs('reward', mix) } }
}

function readDrift(value: string | undefined): object {
  if (value === undefined) return {}
  const [kind, every] = split(value)
  if (every === undefined) throw misspelt('drift', value, 'abrupt:2000 or gradual:2000')
  return { drift: { kind, every: readNumber('drift', every) } }
}

function readTurnover(value: string | undefined): object {
  if (value === undefined) return {}
  const [every, arms] = split(value)
  if (arms === undefined) throw misspelt('turnover', value, 'ROUNDS:ARMS, such as 500:10')
  return { turnover: { every: readNumber('turnover', every), arms: readNumber('turnover', arms) } }
}

function readSequences(values: Values): object | null {
  const policies = text(values['sequences'])
  const world = text(values['sequence-world'])
  const rest = numbers(values, ['episodes', 'discount'])
  if (policies === undefined && world === undefined && Object.keys(rest).length === 0) return null
  return {
    ...rest,
    ...(policies !== undefined && { policies: policiesOf(policies) }),
    ...(world !== undefined && { world }),
  }
}

/** Policies are written as models are. */
const policiesOf = (value: string): unknown => (experimentFromFlags({ models: value }) as { models: unknown }).models

function split(value: string): [string, string | undefined] {
  const colon = value.indexOf(':')
  return colon < 0 ? [value, undefined] : [value.slice(0, colon), value.slice(colon + 1)]
}

const numbers = (values: Values, names: readonly string[]): Record<string, number> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = readNumber(name, text(values[name]))
      return value === undefined ? [] : [[name, value]]
    }),
  )

const pairs = (option: string, value: string): Record<string, number> =>
  Object.fromEntries(
    value.split(',').map((pair) => {
      const [name, number] = pair.split('=')
      if (number === undefined) throw misspelt(option, value, 'name=value, name=value')
      return [name!, readNumber(option, number)!]
    }),
  )

const misspelt = (option: string, value: string, form: string) =>
  new RecbenchError('invalid-parameter', `--${option} ${value} cannot be read.`, { remedy: `Write ${form}.` })

function parseJson(value: string): Record<string, unknown> {
  try {
    return JSON.parse(value) as Record<string, unknown>
  } catch (cause) {
    throw new RecbenchError('invalid-parameter', `--policies is not JSON: ${(cause as Error).message}.`, { cause })
  }
}
