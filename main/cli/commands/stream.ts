import type { StreamResult } from '../../contract/api/recommend.ts'
import { text, type Command, type Invocation } from '../command.ts'
import { namedData, openData } from '../data-argument.ts'
import { follow, formatCount, formatNumber } from '../output.ts'
import { readNumber } from '../number-option.ts'
import { noPositional } from '../positional.ts'

/** Parts of the stream that are printed. */
const parts = 10

export const streamCommand: Command = {
  name: 'stream',
  summary: 'Learn a log event by event, each tested before it is learned: online matrix factorisation.',
  arguments: '',
  details:
    'Each event asks whether its item is among those that the user would be shown, and is then learned by one step (ISGD). The log needs times.',
  options: {
    data: { type: 'string', value: 'FILE|NAME', help: 'The log, in the order of its times.' },
    cutoff: { type: 'string', value: 'K', help: 'Length of the list in which the item must be; 10 when absent.' },
    factors: { type: 'string', value: 'N', help: 'Factors of users and items; 10 when absent.' },
    'learning-rate': { type: 'string', value: 'RATE', help: 'Step of the gradient; 0.05 when absent.' },
    regularization: { type: 'string', value: 'NUMBER', help: 'Penalty on the factors; 0.01 when absent.' },
    seed: { type: 'string', value: 'NUMBER', help: 'The seed of the first factors; 2020 when absent.' },
  },
  async run(invocation) {
    noPositional(invocation)
    const { values, output, signal } = invocation
    const data = namedData(values.data)
    const numbers = {
      ...numberOf(invocation, 'cutoff'),
      ...numberOf(invocation, 'factors'),
      ...numberOf(invocation, 'learning-rate', 'learningRate'),
      ...numberOf(invocation, 'regularization'),
      ...numberOf(invocation, 'seed'),
    }
    const client = await invocation.open()
    const name = await openData({ ...invocation, values: {} } satisfies Invocation, client, data)
    const started = client.call('recommend/stream', { data: name, ...numbers })
    const result = await follow<StreamResult>(client, output, started, signal)
    const { curve, hitRate, tested, events, eventsPerSecond, testsPerSecond } = result
    const step = Math.max(1, Math.ceil(curve.events.length / parts))
    const shown = curve.events.map((_, at) => at).filter((at) => (at + 1) % step === 0)
    output.table(
      ['events', 'hit rate since then'],
      shown.map((at) => [
        formatCount(curve.events[at]!),
        formatNumber(meanOf(curve.hitRate.slice(at + 1 - step, at + 1))),
      ]),
    )
    output.line(`\nHit rate ${formatNumber(hitRate)} in ${formatCount(tested)} tests on ${formatCount(events)} events.`)
    output.line(
      `${formatCount(eventsPerSecond)} events a second learned, ${formatCount(testsPerSecond)} tests a second.`,
    )
    return result
  },
}

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : null
}

function numberOf({ values }: Invocation, name: string, key = name): Record<string, number> {
  const number = readNumber(name, text(values[name]))
  return number === undefined ? {} : { [key]: number }
}
