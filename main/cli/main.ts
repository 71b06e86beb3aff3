import fs from 'node:fs'
import { enableCompileCache } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { describeError, RecbenchError, toErrorReport } from '../contract/errors.ts'
import type { Client } from '../contract/client.ts'
import type { Command, Option, Values } from './command.ts'
import { commands } from './commands/all.ts'
import { describeCommand, describeCommands } from './help.ts'
import { nearest } from '../contract/nearest.ts'
import { createOutput } from './output.ts'

enableCompileCache()

/** The launcher's end is ours; so is that of whoever reads the output, as in `recbench runs | head`. */
process.on('disconnect', () => process.exit(1))
process.channel?.unref()
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

const shared: Record<string, Option> = {
  help: { type: 'boolean', short: 'h', help: 'Say what the command does and takes.' },
  json: { type: 'boolean', help: 'Print one JSON object on standard output and nothing else there.' },
  quiet: { type: 'boolean', help: 'Draw no progress bar.' },
  workspace: {
    type: 'string',
    value: 'FOLDER',
    help: 'The workspace folder; otherwise RECBENCH_WORKSPACE, otherwise ~/Recbench.',
  },
}

process.exitCode = await main(process.argv.slice(2))

/** Exit codes: 0 done, 1 failed, 2 wrong use. */
async function main(words: string[]): Promise<number> {
  const [name, ...rest] = words
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(describeCommands(commands))
    return 0
  }
  const json = words.includes('--json')
  try {
    if (name === '--version') {
      const manifest = JSON.parse(fs.readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
        version: string
      }
      process.stdout.write(`${manifest.version}\n`)
      return 0
    }
    const command = commands.find((candidate) => candidate.name === name)
    if (!command)
      throw new RecbenchError('invalid-parameter', `There is no command "${name}".`, {
        remedy: `${nearest(
          name,
          commands.map((each) => each.name),
        )}"recbench --help" lists the commands.`,
      })
    return await invoke(command, rest)
  } catch (error) {
    const report = toErrorReport(error)
    if (json) process.stdout.write(`${JSON.stringify({ error: report })}\n`)
    process.stderr.write(`${describeError(report)}\n`)
    return report.code === 'invalid-parameter' ? 2 : 1
  }
}

async function invoke(command: Command, words: string[]): Promise<number> {
  const { values, positionals } = readWords(command, words)
  if (values.help) {
    process.stdout.write(describeCommand(command, shared))
    return 0
  }
  const workspace = path.resolve(
    (values.workspace as string | undefined) ?? process.env.RECBENCH_WORKSPACE ?? path.join(os.homedir(), 'Recbench'),
  )
  const output = createOutput(values.json === true, values.quiet === true)
  const interrupt = new AbortController()
  process.once('SIGINT', () => interrupt.abort())
  process.once('SIGTERM', () => interrupt.abort())
  let opened: Promise<{ client: Client; close(): Promise<void> }> | undefined
  const open = async () => {
    opened ??= import('../host/local.ts').then(({ openLocal }) => openLocal({ workspace, shell: 'command-line' }))
    return (await opened).client
  }
  try {
    const result = await command.run({ values, positionals, output, workspace, signal: interrupt.signal, open })
    if (values.json) process.stdout.write(`${JSON.stringify(result ?? null)}\n`)
    return 0
  } finally {
    output.endProgress()
    await (await opened)?.close()
  }
}

function readWords(command: Command, words: string[]): { values: Values; positionals: string[] } {
  const options = { ...shared, ...command.options }
  try {
    const parsed = parseArgs({ args: words, options, allowPositionals: true, strict: true })
    return { values: parsed.values as Values, positionals: parsed.positionals }
  } catch (cause) {
    const unknown = /Unknown option '(-+[^']*)'/.exec((cause as Error).message)?.[1]
    const sentence = unknown
      ? `"recbench ${command.name}" has no option ${unknown}.`
      : `${(cause as Error).message.split(/[.\n]/)[0]}.`
    throw new RecbenchError('invalid-parameter', sentence, {
      remedy: `${unknown ? nearest(unknown.replace(/^-+/, ''), Object.keys(options), '--') : ''}"recbench ${command.name} --help" lists the options.`,
      cause,
    })
  }
}
