import type { EstimatorInfo, ModelInfo } from '../../contract/api/models.ts'
import { RecbenchError } from '../../contract/errors.ts'
import { nearest } from '../../contract/nearest.ts'
import { describeRange } from '../../contract/settings.ts'
import type { Command } from '../command.ts'
import type { Output } from '../output.ts'
import { optionalPositional } from '../positional.ts'

export const policiesCommand: Command = {
  name: 'policies',
  summary: 'List the policies that choose and learn, and the off-policy estimators; or describe one.',
  arguments: '[ID]',
  options: {},
  async run(invocation) {
    const { output, open } = invocation
    const client = await open()
    const policies = (await client.call('models/list', {})).filter(({ abilities }) => abilities.isPolicy)
    const estimators = await client.call('models/estimators', {})
    const wanted = optionalPositional(invocation)
    if (wanted === undefined) {
      printLists(output, policies, estimators)
      return { policies, estimators }
    }
    const policy = policies.find(({ id }) => id === wanted)
    if (policy) return printPolicy(output, policy)
    const estimator = estimators.find(({ id }) => id === wanted)
    if (estimator) return printEstimator(output, estimator)
    const ids = [...policies, ...estimators].map(({ id }) => id)
    throw new RecbenchError('invalid-parameter', `There is no policy or estimator "${wanted}".`, {
      remedy: `${nearest(wanted, ids)}"recbench policies" lists them; any recommender of "recbench models" can be valued as a policy too.`,
    })
  },
}

function printLists(output: Output, policies: readonly ModelInfo[], estimators: readonly EstimatorInfo[]): void {
  output.table(
    ['policy', 'what it does'],
    policies.map(({ id, summary }) => [id, summary]),
  )
  output.line('Any other recommender of "recbench models" takes part with its scores.')
  output.line()
  output.table(
    ['estimator', 'needs', 'what it does'],
    estimators.map(({ id, needs, summary }) => [id, needs.join(', '), summary]),
  )
}

function printPolicy(output: Output, policy: ModelInfo): ModelInfo {
  output.line(`${policy.title}\n${policy.summary}\n${policy.formula}\n${policy.reference}\n`)
  output.table(
    ['setting', 'default', 'allowed', 'meaning'],
    Object.entries(policy.settings).map(([name, field]) => [
      name,
      Array.isArray(field.default) ? field.default.join('-') : String(field.default),
      allowedOf(field),
      field.help,
    ]),
  )
  return policy
}

function printEstimator(output: Output, estimator: EstimatorInfo): EstimatorInfo {
  const { title, summary, formula, reference, needs, tuned } = estimator
  output.line(`${title}\n${summary}\n${formula}\n${reference}`)
  if (needs.length > 0) output.line(`Needs: ${needs.join(', ')}.`)
  output.line(
    tuned
      ? `Bounded by λ; without --clip, --selection slope or mse chooses among ${tuned.candidates.map((value) => value ?? '∞').join(', ')}.`
      : 'Settings: --clip WEIGHT bounds the weights where it has any.',
  )
  return estimator
}

function allowedOf(field: ModelInfo['settings'][string]): string {
  if (field.kind === 'choice') return field.options.join(', ')
  if (field.kind === 'boolean') return 'true, false'
  if (field.kind === 'text') return 'text'
  if (field.kind === 'models') return `${field.minimum} to ${field.maximum} models`
  return describeRange(field)
}
