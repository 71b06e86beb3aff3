import { RecbenchError } from '../../contract/errors.ts'
import type { RecommendedList } from '../../contract/api/recommend.ts'
import { experimentFromFlags } from '../../host/spelling.ts'
import type { ModelChoice } from '../../contract/experiment.ts'
import { text, type Command } from '../command.ts'
import { namedData, openData } from '../data-argument.ts'
import { follow, formatNumber } from '../output.ts'
import { noPositional } from '../positional.ts'
import { readingOptions } from '../reading-options.ts'

export const recommendCommand: Command = {
  name: 'recommend',
  summary: 'Top items for one user or a pasted history, from one to four models side by side.',
  arguments: '',
  options: {
    ...readingOptions,
    data: { type: 'string', value: 'FILE|NAME', help: 'The log to learn from.' },
    models: {
      type: 'string',
      value: 'MODELS',
      help: 'Models with settings, such as ease:regularization=250,popularity.',
    },
    'for-user': { type: 'string', value: 'ID', help: 'A user of the log.' },
    history: {
      type: 'string',
      value: 'ITEMS',
      help: 'Items of somebody who is not in the log: identifiers or titles, with commas.',
    },
    k: { type: 'string', short: 'k', value: 'NUMBER', help: 'How many items; 10 when absent.' },
    seed: { type: 'string', value: 'NUMBER', help: 'The seed of training.' },
  },
  async run(invocation) {
    noPositional(invocation)
    const { values, output, signal } = invocation
    const data = namedData(values.data)
    const user = text(values['for-user'])
    const history = text(values.history)
      ?.split(',')
      .map((item) => item.trim())
      .filter(Boolean)
    if ((user === undefined) === (history === undefined))
      throw new RecbenchError(
        'invalid-parameter',
        user === undefined ? 'Nobody to recommend for was named.' : 'A user and a history were both given.',
        { remedy: 'Write --for-user ID or --history ITEM,ITEM.' },
      )
    const { models } = experimentFromFlags({ models: text(values.models) ?? 'ease,popularity' }) as {
      models: ModelChoice[]
    }
    const client = await invocation.open()
    const name = await openData(invocation, client, data)
    const numbers = Object.fromEntries(
      (['k', 'seed'] as const).filter((key) => values[key] !== undefined).map((key) => [key, Number(values[key])]),
    )
    const starting = client.call('recommend/lists', {
      data: name,
      models,
      ...(user !== undefined && { user }),
      ...(history && { history }),
      ...numbers,
    })
    const lists = await follow<readonly RecommendedList[]>(client, output, starting, signal)
    for (const list of lists) {
      output.line(list.label)
      output.table(
        ['#', 'item', 'title', 'score'],
        list.items.map(({ rank, item, title, score }) => [String(rank), item, title ?? '', formatNumber(score, 4)]),
      )
      if (list.note) output.line(list.note)
      output.line()
    }
    return lists
  },
}
