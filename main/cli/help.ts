import type { Command, Option } from './command.ts'

export function describeCommands(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  return [
    'Recbench: load an interaction log, compare recommenders, leave with a report others can rerun.',
    '',
    'Usage: recbench COMMAND [options]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'Every command takes --help, --json, --quiet and --workspace FOLDER (or RECBENCH_WORKSPACE; otherwise ~/Recbench).',
    'Exit codes: 0 done, 1 failed, 2 wrong use.',
    '',
  ].join('\n')
}

export function describeCommand(command: Command, shared: Readonly<Record<string, Option>>): string {
  const entries = Object.entries({ ...command.options, ...shared }).map(([name, option]) => {
    const short = option.short ? `-${option.short}, ` : ''
    return [`${short}--${name}${option.type === 'string' ? ` ${option.value ?? 'VALUE'}` : ''}`, option.help] as const
  })
  const width = Math.max(...entries.map(([flag]) => flag.length))
  return [
    command.summary,
    '',
    `Usage: recbench ${command.name}${command.arguments ? ` ${command.arguments}` : ''} [options]`,
    ...(command.details ? ['', command.details] : []),
    '',
    ...entries.map(([flag, help]) => `  ${flag.padEnd(width)}  ${help}`),
    '',
  ].join('\n')
}
