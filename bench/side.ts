import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { RecbenchError } from '../main/contract/errors.ts'
import { endWithUs } from './children.ts'
import type { Measured } from './work.ts'

/** What a side answers: prepared, or what it measured, or why it could not. */
export interface Answer extends Partial<Measured> {
  readonly versions?: Readonly<Record<string, string>>
  /** A file of lists that the side made. */
  readonly lists?: string
  readonly error?: string
}

/** Lines that belong to the conversation begin with this; libraries print others. */
export const mark = '@bench '

/** A process that does one work as often as it is asked; it is told `run` or `run with quality` on a line and answers with one. */
export class Side {
  readonly #child: ChildProcess
  readonly #ended: Promise<string>
  readonly #lines: AsyncIterator<string>
  #complaints = ''

  /** @param folder where the process runs, and leaves what it writes unasked */
  constructor(command: string, parameters: readonly string[], variables: NodeJS.ProcessEnv, folder?: string) {
    const env = { ...process.env, ...variables }
    this.#child = spawn(command, parameters, { env, cwd: folder, stdio: ['pipe', 'pipe', 'pipe'] })
    endWithUs(this.#child)
    this.#ended = new Promise((resolve) => {
      this.#child.once('error', (error) => resolve(error.message))
      this.#child.once('close', (code, signal) => resolve(`it ended with ${signal ?? `status ${code}`}`))
    })
    this.#child.stderr!.on('data', (chunk: Buffer) => (this.#complaints = (this.#complaints + chunk).slice(-4000)))
    this.#child.stdin!.on('error', (error) => (this.#complaints += error.message))
    this.#lines = createInterface({ input: this.#child.stdout! })[Symbol.asyncIterator]()
  }

  /** Waits until the side has prepared its data and learned what it needs. */
  ready(): Promise<Answer> {
    return this.#next()
  }

  /** @throws RecbenchError `crashed` with the side's last words */
  run(withQuality: boolean): Promise<Answer> {
    this.#child.stdin!.write(withQuality ? 'run with quality\n' : 'run\n')
    return this.#next()
  }

  async #next(): Promise<Answer> {
    for (;;) {
      const { value, done } = await this.#lines.next()
      if (done) throw new RecbenchError('crashed', `${await this.#ended}: ${this.#lastWords()}`)
      if (!(value as string).startsWith(mark)) continue
      const answer = JSON.parse((value as string).slice(mark.length)) as Answer
      if (answer.error !== undefined) throw new RecbenchError('crashed', answer.error)
      return answer
    }
  }

  #lastWords(): string {
    const lines = this.#complaints.trim().split('\n')
    return lines.findLast((line) => /\w*(Error|Exception)\b/.test(line)) ?? lines.at(-1) ?? ''
  }

  async end(): Promise<void> {
    this.#child.kill()
    await this.#ended
  }
}
