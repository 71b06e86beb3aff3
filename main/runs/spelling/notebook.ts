import { parse } from 'yaml'
import { RecbenchError } from '../../contract/errors.ts'
import type { Experiment } from '../../contract/experiment.ts'
import { toShorthand } from './models.ts'
import { expandExperiment } from './yaml.ts'

/** The call that gives the same run in a notebook cell. */
export function spellNotebookCall(experiment: Experiment): string {
  const { data, prepare, split, models, ...options } = experiment
  const { name, ...source } = data
  const log = Object.keys(source).length === 0 && name !== undefined ? literal(name) : literal(data)
  const prepared = prepare.length ? `, { prepare: ${literal(prepare)} }` : ''
  return [
    `import { crossValidate, dataset } from 'recbench'`,
    `const log = await dataset(${log}${prepared})`,
    `const result = await crossValidate(log.split(${literal(split)}), ${literal(models.map(toShorthand))}, ${literal(options)})`,
    `result.table()`,
    ``,
  ].join('\n')
}

/** Reads a cell of that shape back; arguments are literals, written as JSON or as object literals with plain keys. */
export function parseNotebookCall(text: string): unknown {
  const [source, options] = argumentsOf(text, 'dataset(')
  const [split] = argumentsOf(text, '.split(')
  const [, models, run] = argumentsOf(text, 'crossValidate(')
  const prepare = (options as { prepare?: unknown } | undefined)?.prepare
  return expandExperiment({
    data: source,
    ...(prepare === undefined ? {} : { prepare }),
    split,
    models,
    ...(run as object | undefined),
  })
}

function argumentsOf(text: string, call: string): unknown[] {
  const start = text.indexOf(call)
  if (start < 0) throw new RecbenchError('invalid-parameter', `The cell has no call of ${call.replace(/[.(]/g, '')}.`)
  const parts: string[] = []
  let depth = 0
  let from = start + call.length
  let quoted: string | undefined
  for (let i = from; i < text.length; i++) {
    const sign = text[i]!
    if (quoted !== undefined) {
      if (sign === '\\') i++
      else if (sign === quoted) quoted = undefined
      continue
    }
    if (sign === '"' || sign === "'" || sign === '`') quoted = sign
    else if ('([{'.includes(sign)) depth++
    else if (depth === 0 && (sign === ',' || sign === ')')) {
      parts.push(text.slice(from, i))
      from = i + 1
      if (sign === ')') return parts.map(readLiteral)
    } else if (')]}'.includes(sign)) depth--
  }
  throw new RecbenchError('invalid-parameter', `The call of ${call.replace(/[.(]/g, '')} is not closed.`)
}

/** YAML's flow syntax contains JSON and most object literals; a part that is an expression, such as `log.split(…)`, stays text. */
function readLiteral(text: string): unknown {
  try {
    return parse(text.trim())
  } catch {
    return text.trim()
  }
}

const literal = (value: unknown): string => JSON.stringify(value)
