import * as v from 'valibot'
import { api, type CallName, type Result } from './api/index.ts'
import type { ParsedParametersOf } from './api/call.ts'
import type { Api } from './api/index.ts'
import { RecbenchError, toErrorReport } from './errors.ts'
import { topics, type Events, type Topic } from './events.ts'
import type { ClientMessage, HostWire } from './protocol.ts'

export type Handler<Name extends CallName> = (
  parameters: ParsedParametersOf<Api[Name]>,
  signal: AbortSignal,
) => Promise<Result<Name>> | Result<Name>

/** One handler for every call of the contract; a missing one does not compile. */
export type Handlers = { readonly [Name in CallName]: Handler<Name> }

export interface EventSource {
  subscribe<T extends Topic>(topic: T, listener: (payload: Events[T]) => void): () => void
}

/** Answers one client on one wire. Parameters are checked here and nowhere else. Returns when the wire closes. */
export function serve(wire: HostWire, handlers: Handlers, events: EventSource): void {
  const running = new Map<number, AbortController>()
  const subscriptions = new Map<number, () => void>()

  wire.onMessage((message: ClientMessage) => {
    switch (message.kind) {
      case 'call':
        return void answer(message.id, message.name, message.parameters)
      case 'cancel':
        return running.get(message.id)?.abort()
      case 'subscribe':
        return subscribe(message.id, message.topic)
      case 'unsubscribe':
        subscriptions.get(message.id)?.()
        return void subscriptions.delete(message.id)
      default:
        return message satisfies never
    }
  })
  wire.onClose(() => {
    for (const end of subscriptions.values()) end()
    for (const controller of running.values()) controller.abort()
  })

  async function answer(id: number, name: string, parameters: unknown) {
    const controller = new AbortController()
    running.set(id, controller)
    try {
      const result = await invoke(handlers, name, parameters, controller.signal)
      if (!controller.signal.aborted) wire.send({ kind: 'result', id, result: result ?? null })
    } catch (error) {
      if (!controller.signal.aborted) wire.send({ kind: 'error', id, error: toErrorReport(error) })
    } finally {
      running.delete(id)
    }
  }

  function subscribe(id: number, topic: string) {
    if (!topics.includes(topic as Topic))
      return wire.send({ kind: 'error', id, error: { code: 'not-found', message: `There is no topic "${topic}".` } })
    subscriptions.set(
      id,
      events.subscribe(topic as Topic, (payload) => wire.send({ kind: 'event', id, payload })),
    )
  }
}

async function invoke(handlers: Handlers, name: string, parameters: unknown, signal: AbortSignal): Promise<unknown> {
  if (!Object.hasOwn(api, name)) throw new RecbenchError('not-found', `There is no call "${name}".`)
  const parsed = parse(api[name as CallName].parameters, parameters, name)
  return (handlers[name as CallName] as (parameters: unknown, signal: AbortSignal) => unknown)(parsed, signal)
}

/**
 * Checks a value against a schema.
 *
 * @throws RecbenchError `invalid-parameter` that names the path and the value
 */
export function parse<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  what: string,
): v.InferOutput<Schema> {
  const outcome = v.safeParse(schema, value)
  if (outcome.success) return outcome.output
  const issue = outcome.issues[0]!
  const where = v.getDotPath(issue) ?? what
  throw new RecbenchError('invalid-parameter', sentence(choicesOf(issue) ?? limitOf(issue) ?? issue.message), {
    where: `${what}, ${where}`,
    // A structure is received as the name of its kind, which says nothing.
    ...(/^[A-Z]/.test(issue.received) ? {} : { why: `Received ${issue.received}.` }),
  })
}

/** `Expected ("t" | "sign") but received "tt"` in plain words, and a key that nobody knows; null for another complaint. */
function choicesOf({ kind, expected, received }: v.BaseIssue<unknown>): string | null {
  if (kind === 'schema' && expected === 'never') return `There is no ${received} here.`
  const choices = expected?.match(/^\("[^()]*"\)$/) ? expected.slice(1, -1).replaceAll('"', '').split(' | ') : []
  return kind === 'schema' && choices.length > 0 ? `${received} is not one of ${choices.join(', ')}.` : null
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`)

/** `Expected <=1 but received 7` in plain words; null for another complaint. */
function limitOf({ kind, expected, received, message }: v.BaseIssue<unknown>): string | null {
  const [, sign, limit] = /^([<>])=(-?[\d.]+)$/.exec(expected ?? '') ?? []
  if (kind !== 'validation' || limit === undefined || !message.startsWith('Invalid ')) return null
  return `${received} is ${sign === '<' ? 'above' : 'below'} ${limit}.`
}
