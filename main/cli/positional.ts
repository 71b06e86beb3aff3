import { RecbenchError } from '../contract/errors.ts'
import type { Invocation } from './command.ts'

/** The one word a command needs after its name. */
export function onePositional({ positionals }: Invocation, what: string): string {
  if (positionals.length === 1 && positionals[0] !== '') return positionals[0]!
  const given = positionals.length ? `${positionals.length} were given: ${positionals.join(' ')}` : 'none was given'
  throw new RecbenchError('invalid-parameter', `The command needs one ${what}; ${given}.`)
}

export function noPositional({ positionals }: Invocation): void {
  if (positionals.length)
    throw new RecbenchError('invalid-parameter', `"${positionals[0]}" is one word too many.`, {
      remedy: 'Options start with --.',
    })
}
