import type { SplitInfo } from '../../contract/api/models.ts'
import { RecbenchError } from '../../contract/errors.ts'
import { nearest } from '../../contract/nearest.ts'
import type { Field } from '../../contract/settings.ts'
import { describeSplit, type SplitPlan } from '../../contract/splits.ts'
import type { Command } from '../command.ts'
import { optionalPositional } from '../positional.ts'
import type { Output } from '../output.ts'

export const splitsCommand: Command = {
  name: 'splits',
  summary: 'List the splits, or say what one does and what can be set.',
  arguments: '[SPLIT]',
  options: {},
  async run(invocation) {
    const { output, open } = invocation
    const client = await open()
    const splits = await client.call('models/splits', {})
    const wanted = optionalPositional(invocation)?.replace(/[:,].*/, '')
    if (wanted === undefined) {
      output.table(
        ['split', 'times', 'what it does'],
        splits.map((split) => [shortForm(split), split.needsTimes ? 'needed' : '', split.summary]),
      )
      return splits
    }
    const split = splits.find(({ kind }) => kind === wanted)
    if (!split)
      throw new RecbenchError('invalid-parameter', `There is no split "${wanted}".`, {
        remedy: `${nearest(
          wanted,
          splits.map(({ kind }) => kind),
        )}"recbench splits" lists them.`,
      })
    explain(output, split)
    return split
  },
}

const shortForm = ({ kind }: SplitInfo) => describeSplit({ kind } as SplitPlan)

function explain(output: Output, split: SplitInfo): void {
  output.line(`${split.title}${split.needsTimes ? ', needs times' : ''}`)
  output.line(split.summary)
  output.line(split.source)
  const settings = Object.entries(split.settings)
  if (settings.length === 0) return
  output.line()
  output.table(
    ['setting', 'default', 'values', ''],
    settings.map(([name, field]) => [name, String(field.default), valuesOf(field), field.help]),
  )
  output.line()
  output.line(`Write --split ${shortForm(split)}, further settings as ,name=value.`)
}

function valuesOf(field: Field): string {
  if (field.kind === 'choice') return field.options.join(', ')
  if (field.kind === 'number') return `${field.minimum} to ${field.maximum}`
  return field.kind
}
