import fs from 'node:fs'
import path from 'node:path'
import { RecbenchError } from '../contract/errors.ts'
import type { Client } from '../contract/client.ts'
import type { ImportSummary } from '../contract/api/data.ts'
import { text, type Invocation, type Values } from './command.ts'
import { follow } from './output.ts'
import { refuseReadingOptions, toReadingOptions } from './reading-options.ts'

/** Whether the word names a file: it has a slash, or a file of that name stands here. */
export const isFile = (word: string): boolean => /[/\\]/.test(word) || fs.existsSync(word)

/**
 * The data that `--data` names.
 *
 * @throws RecbenchError `invalid-parameter` when it names none
 */
export function namedData(value: Values[string]): string {
  const data = text(value)
  if (data !== undefined) return data
  throw new RecbenchError('invalid-parameter', 'No data was named.', { remedy: 'Write --data FILE or --data NAME.' })
}

/** Imports a file unless the word names a data set of the workspace; returns the data set's name. Errors: `not-found`; `invalid-parameter` for options of reading beside a data set. */
export async function openData(invocation: Invocation, client: Client, word: string): Promise<string> {
  if (isFile(word)) {
    const starting = client.call('data/import', {
      file: path.resolve(word),
      options: toReadingOptions(invocation.values),
    })
    return (await follow<ImportSummary>(client, invocation.output, starting, invocation.signal)).data
  }
  refuseReadingOptions(invocation.values, word)
  const known = await client.call('data/list', {})
  if (known.some(({ name }) => name === word)) return word
  const samples = await client.call('data/samples', {})
  if (!samples.some(({ id }) => id === word)) {
    const names = [...new Set([...known.map(({ name }) => name), ...samples.map(({ id }) => id)])]
    throw new RecbenchError('not-found', `There is neither a file nor a data set "${word}".`, {
      remedy: `Name a file, or a data set or sample of the workspace: ${names.join(', ')}.`,
    })
  }
  return (
    await follow<ImportSummary>(
      client,
      invocation.output,
      client.call('data/openSample', { id: word }),
      invocation.signal,
    )
  ).data
}
