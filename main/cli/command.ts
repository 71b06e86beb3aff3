import type { ParseArgsConfig } from 'node:util'
import type { Client } from '../contract/client.ts'
import type { Output } from './output.ts'

/** An option as `node:util` parseArgs wants it, with what `--help` says. */
export type Option = NonNullable<ParseArgsConfig['options']>[string] & {
  readonly help: string
  readonly value?: string
}
export type Options = Readonly<Record<string, Option>>
export type Values = Readonly<Record<string, string | boolean | readonly string[] | undefined>>

export interface Invocation {
  readonly values: Values
  readonly positionals: readonly string[]
  readonly output: Output
  readonly workspace: string
  /** Aborted by Ctrl C. */
  readonly signal: AbortSignal
  /** Opens the workspace once, and closes it when the command has ended. */
  open(): Promise<Client>
}

/** One command, one file. What `run` returns is printed as JSON with `--json`; without it the command prints for people itself. */
export interface Command {
  readonly name: string
  readonly summary: string
  /** What follows the name, such as `FILE`. */
  readonly arguments: string
  readonly details?: string
  readonly options: Options
  run(invocation: Invocation): Promise<unknown>
}

export const text = (value: Values[string]): string | undefined => (typeof value === 'string' ? value : undefined)
