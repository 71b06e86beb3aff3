import vm from 'node:vm'
import { inspect } from 'node:util'
import type { CellOutput, Variable } from '../contract/api/notebook.ts'
import { RecbenchError } from '../contract/errors.ts'
import { display } from './display.ts'
import type { Execution, KernelNews } from './protocol.ts'
import { importName, transpile } from './transpile.ts'

type Notify = (news: KernelNews) => void

const interrupted = Symbol('interrupted')

/** Runs cells one after another in this process's global scope, and tells what they show. */
export class CellRunner {
  readonly #defined = new Set<string>()
  #count = 0
  #notify: Notify = () => undefined
  #interrupt: ((reason: typeof interrupted) => void) | undefined

  /** @param load imports a module on behalf of a cell */
  constructor(load: (specifier: string) => Promise<unknown>) {
    Object.defineProperty(globalThis, importName, { value: load, configurable: true })
  }

  /** Shows a value under the running cell. */
  show(value: unknown): void {
    this.#output({ output_type: 'display_data', data: display(value), metadata: {} })
  }

  write(name: 'stdout' | 'stderr', text: string): void {
    this.#output({ output_type: 'stream', name, text })
  }

  interrupt(): void {
    this.#interrupt?.(interrupted)
  }

  async execute(code: string, notify: Notify): Promise<Execution> {
    const count = ++this.#count
    this.#notify = notify
    notify({ type: 'clear' })
    let names: Pick<Execution, 'defines' | 'uses'> = { defines: [], uses: [] }
    try {
      const { code: script, defines, uses } = transpile(code)
      names = { defines, uses }
      for (const name of defines) this.#defined.add(name)
      const stopped = new Promise<typeof interrupted>((resolve) => (this.#interrupt = resolve))
      const running = runApart(new vm.Script(script, { filename: cellName(count) }))
      const value = await Promise.race([running, stopped])
      if (value === interrupted)
        return this.#fail(count, names, 'interrupted', { name: 'Interrupted', message: 'The cell was interrupted.' })
      if (value !== undefined)
        this.#output({ output_type: 'execute_result', data: display(value), metadata: {}, execution_count: count })
      return { state: 'done', count, ...names }
    } catch (error) {
      return this.#fail(count, names, 'failed', error)
    } finally {
      this.#interrupt = undefined
    }
  }

  variables(): Variable[] {
    const scope = globalThis as Record<string, unknown>
    return [...this.#defined]
      .filter((name) => name in scope)
      .map((name) => ({ name, type: typeName(scope[name]), preview: preview(scope[name]) }))
  }

  #output(output: CellOutput): void {
    this.#notify({ type: 'output', output })
  }

  #fail(
    count: number,
    names: Pick<Execution, 'defines' | 'uses'>,
    state: 'failed' | 'interrupted',
    error: unknown,
  ): Execution {
    const { name, message, stack } = toError(error)
    const frames = (stack ?? '').split('\n').filter((line) => line.includes(cellName('')))
    const place = error instanceof RecbenchError && error.where ? [`at ${error.where}`] : frames.map(describeFrame)
    const remedy = error instanceof RecbenchError && error.remedy ? [error.remedy] : []
    this.#output({
      output_type: 'error',
      ename: name,
      evalue: message,
      traceback: [`${name}: ${message}`, ...place, ...remedy],
    })
    return { state, count, ...names }
  }
}

/** In a microtask of its own: when V8 ends a loop without end, it ends everything on the stack. */
function runApart(script: vm.Script): Promise<unknown> {
  const running = Promise.resolve().then(() => script.runInThisContext() as unknown)
  running.catch(() => undefined)
  return running
}

const cellName = (count: number | string) => `recbench-cell-${count}`

const describeFrame = (frame: string) =>
  frame.trim().replace(/\(?recbench-cell-(\d+):(\d+):\d+\)?/, 'in cell [$1], line $2')

function toError(error: unknown): { name: string; message: string; stack?: string | undefined } {
  if (typeof error === 'object' && error !== null && 'message' in error) {
    const { name = 'Error', message, stack } = error as Error
    return { name: error instanceof RecbenchError ? 'Error' : name, message, stack }
  }
  return { name: 'Thrown', message: inspect(error) }
}

function typeName(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value !== 'object') return typeof value
  const name =
    (Object.getPrototypeOf(value) as { constructor?: { name?: string } } | null)?.constructor?.name ?? 'object'
  const length = (value as { length?: unknown }).length
  return typeof length === 'number' ? `${name}(${length})` : name
}

const preview = (value: unknown) =>
  inspect(value, { depth: 0, breakLength: Infinity, maxArrayLength: 5, maxStringLength: 60 })
    .replace(/\s+/g, ' ')
    .slice(0, 120)
