import { availableParallelism } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { RecbenchError } from '../main/contract/errors.ts'
import { root } from './peer.ts'

export const usage = `npm run bench -- [PREFIX…] [OPTIONS]   our times, and those of the peers
npm run bench -- growth | comparison | window [OPTIONS]

  PREFIX            rows whose id starts so, such as import/ or bandits/
  --peers           run the peers in the same call (bash bench/peers/install.sh, once)
  --json            print the result as JSON
  --runs NUMBER     runs of each row, of which the median counts
  --threads NUMBER  threads of both sides
  --backend NAME    where our deep models run
  --quick           a shorter growth or window
  --data FOLDER     the data sets, ../shared/data when absent
`

export interface Options {
  readonly help: boolean
  readonly names: readonly string[]
  readonly peers: boolean
  readonly json: boolean
  readonly quick: boolean
  readonly runs: number | null
  readonly threads: number
  /** Where deep models of ours run. */
  readonly backend: string
  /** Folder that holds the data sets. */
  readonly data: string
}

/** @throws RecbenchError `invalid-parameter` for an option that there is not, or a number that is none */
export function readOptions(words: readonly string[]): Options {
  const { values, positionals } = parseWords(words)
  return {
    help: values.help,
    names: positionals,
    peers: values.peers,
    json: values.json,
    quick: values.quick,
    runs: values.runs === undefined ? null : count('--runs', values.runs),
    threads: count('--threads', values.threads),
    backend: values.backend,
    data: path.resolve(values.data),
  }
}

const parse = (words: readonly string[]) =>
  parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', default: false },
      peers: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      runs: { type: 'string' },
      threads: { type: 'string', default: String(availableParallelism()) },
      backend: { type: 'string', default: 'auto' },
      data: { type: 'string', default: path.join(root, '../shared/data') },
    },
  })

function parseWords(words: readonly string[]): ReturnType<typeof parse> {
  try {
    return parse(words)
  } catch (cause) {
    throw new RecbenchError('invalid-parameter', (cause as Error).message, {
      remedy: 'Name rows by their beginnings, or growth, comparison or window; docs/benchmarks.md lists the options.',
      cause,
    })
  }
}

function count(name: string, text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value > 0) return value
  throw new RecbenchError(
    'invalid-parameter',
    `${name} is "${text}", and only a whole number from 1 on counts something.`,
  )
}
