import { RecbenchError } from '../../contract/errors.ts'
import type { TuningPlan } from '../../contract/experiment.ts'

const numbers = ['validation', 'folds', 'trials', 'patience'] as const
const plainMetric = /^[\w@.+-]+$/

/** A tuning plan as one flag: `tpe:ndcg@10:trials=30:folds=3`; as JSON when the metric's name does not fit. */
export function spellTuning(plan: TuningPlan): string {
  if (!plainMetric.test(plan.metric)) return JSON.stringify(plan)
  const options = numbers.filter((name) => plan[name] !== undefined).map((name) => `${name}=${plan[name]}`)
  return [plan.search, plan.metric, ...options].join(':')
}

/** @param metric what is tuned by when the text names no metric: the experiment's first */
export function parseTuning(text: string, metric: string | undefined): unknown {
  if (text.trim().startsWith('{')) return parseJson(text)
  const [search, ...parts] = text.split(':').map((part) => part.trim())
  const named = parts.filter((part) => !part.includes('='))
  const options = parts.filter((part) => part.includes('=')).map((part) => readOption(part, text))
  if (named.length > 1)
    throw new RecbenchError('invalid-parameter', `--tuning ${text} names two metrics: ${named.join(' and ')}.`, {
      remedy: 'Write search:metric:option=value, for example tpe:ndcg@10:trials=30.',
    })
  return { search, metric: named[0] ?? metric, ...Object.fromEntries(options) }
}

function readOption(part: string, text: string): [string, number] {
  const [name, value] = part.split('=') as [string, string]
  if (value.trim() === '' || !Number.isFinite(Number(value)))
    throw new RecbenchError('invalid-parameter', `"${part}" in --tuning ${text} is not a number.`, {
      remedy: `Options of tuning are ${numbers.join(', ')}.`,
    })
  return [name, Number(value)]
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new RecbenchError('invalid-parameter', `--tuning is not JSON: ${(cause as Error).message}.`, { cause })
  }
}
