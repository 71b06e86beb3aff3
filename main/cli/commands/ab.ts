import type { AbPlanning } from '../../contract/api/ab.ts'
import { RecbenchError } from '../../contract/errors.ts'
import { formatRate, printAbTest } from '../ab-table.ts'
import { text, type Command, type Values } from '../command.ts'
import { readNumber } from '../number-option.ts'
import { formatCount, formatNumber, type Output } from '../output.ts'

export const abCommand: Command = {
  name: 'ab',
  summary: 'Plan an A/B test, or read one that has been run.',
  arguments: '[FILE]',
  details:
    'A plan: --rate 0.05 --lift 0.1. Counts: --control 120/2400 --treatment 150/2410. A file: columns group and value, and past for CUPED, one line per visitor in order of arrival. ' +
    'Models are tested against each other in a simulated shop by "recbench simulate --ab".',
  options: {
    rate: { type: 'string', value: 'P', help: 'The rate of control, to plan with.' },
    lift: { type: 'string', value: 'SHARE', help: 'The relative rise to be found: 0.1 is a tenth.' },
    'per-arm': { type: 'string', value: 'NUMBER', help: 'What this many visitors per arm can show.' },
    control: {
      type: 'string',
      value: 'X/N',
      help: 'Successes and visitors of control; with FILE, the group that is control.',
    },
    treatment: { type: 'string', value: 'X/N', help: 'Successes and visitors of the treatment.' },
    allotment: {
      type: 'string',
      value: 'SHARE',
      help: 'Share of visitors that were to meet control; 0.5 when absent.',
    },
    level: { type: 'string', value: 'P', help: 'The significance level; 0.05 when absent.' },
    power: { type: 'string', value: 'P', help: 'The power to plan for; 0.8 when absent.' },
    looks: { type: 'string', value: 'NUMBER', help: 'Evenly spaced looks at the running test; 1 when absent.' },
  },
  async run({ positionals, values, output, open }) {
    if (positionals.length > 1)
      throw new RecbenchError('invalid-parameter', `"${positionals[1]!}" is one file too many.`, {
        remedy: 'Name one file.',
      })
    const [file] = positionals
    const client = await open()
    if (text(values['rate']) !== undefined) {
      const planning = await client.call('ab/plan', {
        rate: numberOf(values, 'rate')!,
        lift: required(values, 'lift'),
        ...optional(values, 'per-arm', 'perArm'),
        ...optional(values, 'level'),
        ...optional(values, 'power'),
        ...optional(values, 'looks'),
      })
      printPlanning(output, planning)
      return planning
    }
    const shared = {
      ...optional(values, 'allotment'),
      ...optional(values, 'level'),
      ...optional(values, 'power'),
      ...optional(values, 'looks'),
    }
    const control = text(values['control'])
    const test = await client.call(
      'ab/read',
      file === undefined
        ? { counts: { control: countsOf(values, 'control'), treatment: countsOf(values, 'treatment') }, ...shared }
        : { file, ...(control !== undefined && { control }), ...shared },
    )
    printAbTest(output, test)
    return test
  },
}

const numberOf = (values: Values, name: string) => readNumber(name, text(values[name]))

function required(values: Values, name: string): number {
  const number = numberOf(values, name)
  if (number !== undefined) return number
  throw new RecbenchError('invalid-parameter', `A plan needs --${name} too.`, {
    remedy: 'For example: recbench ab --rate 0.05 --lift 0.1',
  })
}

function optional(values: Values, name: string, key = name): Record<string, number> {
  const number = numberOf(values, name)
  return number === undefined ? {} : { [key]: number }
}

function countsOf(values: Values, arm: string) {
  const word = text(values[arm])
  if (word === undefined)
    throw new RecbenchError('invalid-parameter', 'Nothing was given to plan or to read.', {
      remedy: 'Write --rate 0.05 --lift 0.1, or --control 120/2400 --treatment 150/2410, or name a FILE.',
    })
  const match = /^(\d+)\/(\d+)$/.exec(word)
  if (match) return { successes: Number(match[1]), trials: Number(match[2]) }
  throw new RecbenchError('invalid-parameter', `--${arm} ${word} does not read as successes/visitors.`, {
    remedy: 'Write for example 120/2400.',
  })
}

function printPlanning(output: Output, { control, treatment, level, power, perArm, given, bounds }: AbPlanning): void {
  output.line(
    `To tell ${formatRate(control)} from ${formatRate(treatment)} with a power of ${power} at a level of ${level}, each arm needs ${formatCount(Math.ceil(perArm.pooled))} visitors.`,
  )
  output.line(
    `By other formulas: unpooled ${formatCount(Math.ceil(perArm.unpooled))}, with continuity correction ${formatCount(Math.ceil(perArm.corrected))}, arcsine ${formatCount(Math.ceil(perArm.arcsine))}.`,
  )
  if (given)
    output.line(
      `${formatCount(given.perArm)} per arm have a power of ${formatNumber(given.power)}; with the wanted power they find a rise to ${formatRate(control + given.detectableRise)}.`,
    )
  if (bounds.length > 1)
    output.line(
      `At ${bounds.length} looks, stop when |z| reaches ${bounds.map((bound) => bound.toFixed(2)).join(', ')}.`,
    )
}
