import { RecbenchError } from '../contract/errors.ts'
import type { Invocation } from './command.ts'

/** The one word a command needs after its name. */
export function onePositional({ positionals }: Invocation, what: string): string {
  if (positionals.length === 1 && positionals[0] !== '') return positionals[0]!
  const given = positionals.length ? `${positionals.length} were given: ${positionals.join(' ')}` : 'none was given'
  throw new RecbenchError('invalid-parameter', `The command needs one ${what}; ${given}.`)
}

/** The word that a command may have after its name. */
export function optionalPositional({ positionals }: Invocation): string | undefined {
  if (positionals.length > 1)
    throw new RecbenchError(
      'invalid-parameter',
      `"${positionals[1]}" is one word too many after "${positionals[0]}".`,
      {
        remedy: 'Name one at a time.',
      },
    )
  return positionals[0]
}

export function noPositional({ positionals }: Invocation): void {
  if (positionals.length)
    throw new RecbenchError('invalid-parameter', `"${positionals[0]}" is one word too many.`, {
      remedy: 'Options start with --.',
    })
}
