import { fromErrorReport, RecbenchError, toErrorReport, type ErrorReport } from './errors.ts'

/** Something that posts values to another process or thread of ours: typed arrays and shared memory may travel. */
export interface Port {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
}

/** What a method on the other side is given beside its parameters. */
export interface RemoteTask {
  readonly signal: AbortSignal
  /** Anything the caller should hear while it waits, such as progress. */
  notify(news: unknown): void
}

/** A service of a child process: each method takes one parameter object. */
export type Service = Readonly<Record<string, (parameters: never, task: RemoteTask) => unknown>>

type Request =
  | { readonly kind: 'request'; readonly id: number; readonly method: string; readonly parameters: unknown }
  | { readonly kind: 'abort'; readonly id: number }
type Reply =
  | { readonly kind: 'news'; readonly id: number; readonly news: unknown }
  | { readonly kind: 'done'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: ErrorReport }

/** Milliseconds without a request after which a service rests. */
const untilRest = 100

/**
 * Answers requests that arrive on a port with a service's methods.
 *
 * @param onRest called when the last request was answered and no other has come since
 */
export function expose(port: Port, service: Service, onRest: () => void = () => undefined): void {
  const running = new Map<number, AbortController>()
  let rest: ReturnType<typeof setTimeout> | undefined
  port.onMessage((message) => {
    const request = message as Request
    if (request.kind === 'abort') return running.get(request.id)?.abort()
    if (request.kind === 'request') void answer(request)
  })

  async function answer({ id, method, parameters }: Request & { kind: 'request' }) {
    const controller = new AbortController()
    running.set(id, controller)
    const post = (reply: Reply) => port.post(reply)
    try {
      const run = Object.hasOwn(service, method) ? service[method] : undefined
      if (!run) throw new RecbenchError('not-found', `The child process has no method "${method}".`)
      const task = { signal: controller.signal, notify: (news: unknown) => post({ kind: 'news', id, news }) }
      post({ kind: 'done', id, result: await run(parameters as never, task) })
    } catch (error) {
      post({ kind: 'failed', id, error: toErrorReport(error) })
    } finally {
      running.delete(id)
      clearTimeout(rest)
      rest = setTimeout(() => running.size === 0 && onRest(), untilRest)
    }
  }
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined
  readonly onNews?: (news: unknown) => void
}

type Answer<Method> = Method extends (parameters: never, task: RemoteTask) => infer Result ? Awaited<Result> : never
type Argument<Method> = Method extends (parameters: infer Parameters, task: RemoteTask) => unknown ? Parameters : never

export interface Remote<S extends Service> {
  call<Name extends keyof S & string>(
    method: Name,
    parameters: Argument<S[Name]>,
    options?: CallOptions,
  ): Promise<Answer<S[Name]>>
  /** Rejects everything that waits: the other side is gone. */
  lose(error: RecbenchError): void
}

/** The caller's side of a service. An aborted signal is passed on; the other side answers it with an error of code `cancelled`. */
export function remote<S extends Service>(port: Port): Remote<S> {
  const pending = new Map<
    number,
    { resolve(value: unknown): void; reject(error: Error): void; onNews?: ((news: unknown) => void) | undefined }
  >()
  let lastId = 0
  port.onMessage((message) => {
    const reply = message as Reply
    const waiting = pending.get(reply.id)
    if (!waiting) return
    if (reply.kind === 'news') return waiting.onNews?.(reply.news)
    if (reply.kind !== 'done' && reply.kind !== 'failed') return
    pending.delete(reply.id)
    if (reply.kind === 'done') waiting.resolve(reply.result)
    else waiting.reject(fromErrorReport(reply.error))
  })
  return {
    call(method, parameters, options = {}) {
      const id = ++lastId
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve: resolve as (value: unknown) => void, reject, onNews: options.onNews })
        options.signal?.addEventListener('abort', () => pending.has(id) && port.post({ kind: 'abort', id }), {
          once: true,
        })
        port.post({ kind: 'request', id, method, parameters })
        if (options.signal?.aborted) port.post({ kind: 'abort', id })
      })
    },
    lose(error) {
      for (const { reject } of pending.values()) reject(error)
      pending.clear()
    },
  }
}
