import { RecbenchError } from '../../contract/errors.ts'
import { writeFile } from 'node:fs/promises'
import type { ModelChoice } from '../../contract/experiment.ts'
import { pushCsv } from '../../contract/push-csv.ts'
import type { PushList, SegmentGroup } from '../../contract/api/recommend.ts'
import { experimentFromFlags } from '../../host/spelling.ts'
import { text, type Command, type Invocation } from '../command.ts'
import { namedData, openData } from '../data-argument.ts'
import { follow, formatCount, formatNumber } from '../output.ts'
import { noPositional } from '../positional.ts'

const shown = 10

export const pushCommand: Command = {
  name: 'push',
  summary: 'Users of a segment who most likely want given items: a targeted push list.',
  arguments: '',
  details:
    'Segments are by activity, RFM, interest (k-means on factors) and the columns of the table of users; without --segment they are listed. ' +
    "Users are ordered by the item's rank among what each has not had, then by its score in standard deviations above the user's mean.",
  options: {
    data: { type: 'string', value: 'FILE|NAME', help: 'The log to learn from.' },
    model: {
      type: 'string',
      value: 'MODEL',
      help: 'A model with settings, such as ease:regularization=250; ease when absent.',
    },
    segment: {
      type: 'string',
      value: 'SEGMENT',
      help: 'Such as rfm:champions, interest:2, activity:heavy or user:gender:F.',
    },
    items: { type: 'string', value: 'ITEMS', help: 'Identifiers of the items, with commas.' },
    top: {
      type: 'string',
      value: 'NUMBER',
      help: "Without --items: the items in most of the segment's lists; 1 when absent.",
    },
    limit: { type: 'string', value: 'NUMBER', help: 'Users per item; 100 when absent.' },
    seed: { type: 'string', value: 'NUMBER', help: 'The seed of training and of the strata of interest.' },
    csv: { type: 'string', value: 'FILE', help: 'Write item,title,user,rank,score.' },
  },
  async run(invocation) {
    noPositional(invocation)
    const { values, output, signal } = invocation
    const data = namedData(values.data)
    const { models } = experimentFromFlags({ models: text(values.model) ?? 'ease' }) as { models: ModelChoice[] }
    const [model, ...others] = models
    if (!model || others.length > 0)
      throw new RecbenchError('invalid-parameter', 'A push list is made by one model.', { remedy: 'Name one model.' })
    const client = await invocation.open()
    const name = await openData({ ...invocation, values: {} } satisfies Invocation, client, data)
    const numbers = Object.fromEntries(
      (['top', 'limit', 'seed'] as const).flatMap((key) =>
        values[key] === undefined ? [] : [[key, Number(values[key])]],
      ),
    )
    const segment = text(values.segment)
    if (segment === undefined) {
      const { seed } = numbers
      const starting = client.call('recommend/segments', { data: name, ...(seed !== undefined && { seed }) })
      const groups = await follow<readonly SegmentGroup[]>(client, output, starting, signal)
      output.table(
        ['segment', 'users'],
        groups.flatMap(({ by, segments }) => segments.map((one) => [`${by}:${one.name}`, formatCount(one.users)])),
      )
      return groups
    }
    const items = text(values.items)
      ?.split(',')
      .map((item) => item.trim())
      .filter(Boolean)
    const starting = client.call('recommend/push', { data: name, model, segment, ...(items && { items }), ...numbers })
    const list = await follow<PushList>(client, output, starting, signal)
    const file = text(values.csv)
    if (file !== undefined) await writeFile(file, pushCsv(list))
    output.line(`${list.segment.name}: ${formatCount(list.segment.users)} users.`)
    for (const { item, title, users } of list.items) {
      output.line()
      output.line(title === null ? item : `${item}, ${title}`)
      output.table(
        ['user', 'rank', 'score'],
        users.slice(0, shown).map(({ user, rank, score }) => [user, String(rank), formatNumber(score)]),
      )
      if (users.length > shown) output.line(`and ${formatCount(users.length - shown)} more`)
    }
    return list
  },
}
