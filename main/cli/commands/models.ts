import { RecbenchError } from '../../contract/errors.ts'
import { describeRange } from '../../contract/settings.ts'
import type { Command } from '../command.ts'
import { optionalPositional } from '../positional.ts'
import { nearest } from '../../contract/nearest.ts'

export const modelsCommand: Command = {
  name: 'models',
  summary: 'List the recommenders, or describe one with its settings.',
  arguments: '[MODEL]',
  options: {},
  async run(invocation) {
    const { output, open } = invocation
    const client = await open()
    const models = await client.call('models/list', {})
    const wanted = optionalPositional(invocation)
    if (wanted === undefined) {
      output.table(
        ['model', 'family', 'what it does'],
        models.map(({ id, family, summary }) => [id, family, summary]),
      )
      return models
    }
    const model = models.find(({ id }) => id === wanted)
    if (!model)
      throw new RecbenchError('invalid-parameter', `There is no model "${wanted}".`, {
        remedy: `${nearest(
          wanted,
          models.map(({ id }) => id),
        )}"recbench models" lists them.`,
      })
    output.line(`${model.title} (${model.family})`)
    output.line(model.summary)
    output.line(model.formula)
    output.line(model.reference)
    output.line()
    output.table(
      ['setting', 'default', 'allowed', 'meaning'],
      Object.entries(model.settings).map(([name, field]) => [
        name,
        Array.isArray(field.default) ? field.default.join('-') : String(field.default),
        field.kind === 'choice'
          ? field.options.join(', ')
          : field.kind === 'boolean'
            ? 'true, false'
            : field.kind === 'text'
              ? 'text'
              : field.kind === 'models'
                ? field.maximum === 1
                  ? 'a model'
                  : `${field.minimum} to ${field.maximum} models`
                : describeRange(field),
        field.help,
      ]),
    )
    return model
  },
}
