import { RecbenchError } from '../../contract/errors.ts'
import { ruleMeasures, type RuleMeasure } from '../../contract/rules.ts'
import { text, type Command, type Values } from '../command.ts'
import { openData } from '../data-argument.ts'
import { formatCount, formatNumber } from '../output.ts'

export const rulesCommand: Command = {
  name: 'rules',
  summary: 'Find association rules: what is in a basket together with what.',
  arguments: '',
  details:
    'A basket is what has one value in the basket column: an invoice, a session, a query; without one in the log, all that a user had.',
  options: {
    data: { type: 'string', value: 'NAME', help: 'A file, or the name of a data set or sample of the workspace.' },
    basket: { type: 'string', value: 'COLUMN', help: 'The column that makes a basket; the query, or else the user.' },
    'min-support': {
      type: 'string',
      value: 'SHARE',
      help: 'Share of baskets that hold the whole rule; 0.02 when absent.',
    },
    measure: { type: 'string', value: 'NAME', help: `Sorts the rules: ${ruleMeasures.join(', ')}; lift when absent.` },
    minimum: { type: 'string', value: 'NUMBER', help: 'Rules with a lower measure are left out; 0 when absent.' },
    largest: { type: 'string', value: 'COUNT', help: 'Items in a rule, both sides together; 4 when absent.' },
    limit: { type: 'string', value: 'COUNT', help: 'How many rules to print; 50 when absent.' },
    filters: {
      type: 'string',
      value: 'JSON',
      help: 'Only rows that pass, such as \'[{"kind":"oneOf","column":"Country","values":["United Kingdom"]}]\'.',
    },
  },
  async run(invocation) {
    const { values, output } = invocation
    const data = text(values['data'])
    if (data === undefined)
      throw new RecbenchError('invalid-parameter', 'No data were named.', { remedy: 'Add --data NAME.' })
    const measure = text(values['measure']) ?? 'lift'
    const basket = text(values['basket'])
    const client = await invocation.open()
    const table = await client.call('data/rules', {
      name: await openData(invocation, client, data),
      measure: measure as RuleMeasure,
      ...(basket !== undefined && { basket }),
      ...numbers(values),
      ...(values['filters'] === undefined ? {} : { filters: readFilters(text(values['filters'])!) }),
    })
    output.line(
      `${table.data}: ${formatCount(table.baskets)} baskets by ${table.basket}, ${formatCount(table.items)} items, ${formatCount(table.itemsets)} sets in ${table.minimumCount} or more, ${formatCount(table.found)} rules`,
    )
    output.line()
    const side = (items: readonly { readonly item: string; readonly title: string | null }[]) =>
      items.map(({ item, title }) => (title === null ? item : `${title} (${item})`)).join(' + ')
    output.table(
      ['who has', 'also has', 'support', 'confidence', 'lift', ...extra(measure)],
      table.rules.map(({ antecedents, consequents, measures }) => [
        side(antecedents),
        side(consequents),
        formatNumber(measures.support, 4),
        formatNumber(measures.confidence, 3),
        formatNumber(measures.lift, 2),
        ...extra(measure).map((name) => formatNumber(measures[name], 4)),
      ]),
    )
    return table
  },
}

const extra = (measure: string) =>
  ruleMeasures.filter((name) => name === measure && !['support', 'confidence', 'lift'].includes(name))

function numbers(values: Values) {
  const flags = { 'min-support': 'minimumSupport', minimum: 'threshold', largest: 'largest', limit: 'limit' } as const
  return Object.fromEntries(
    Object.entries(flags).flatMap(([flag, name]) => {
      const given = text(values[flag])
      if (given === undefined) return []
      if (given.trim() === '' || !Number.isFinite(Number(given)))
        throw new RecbenchError('invalid-parameter', `--${flag} ${given} is not a number.`)
      return [[name, Number(given)]]
    }),
  )
}

function readFilters(given: string) {
  try {
    return JSON.parse(given) as []
  } catch (cause) {
    throw new RecbenchError('invalid-parameter', `--filters is not JSON: ${(cause as Error).message}.`, { cause })
  }
}
