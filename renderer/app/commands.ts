import { signal } from '@preact/signals'
import type { LucideIcon } from 'lucide-preact'

export interface Command {
  /** `compare.new`; the desktop menu sends the same. */
  readonly id: string
  /** In the person's language: call `t` where it is registered inside a function, so that it follows the language. */
  readonly title: () => string
  readonly group: 'command' | 'setting'
  readonly icon?: LucideIcon
  /** As shown: "Ctrl N". */
  readonly keys?: string
  readonly run: () => void
  /** State shown at the right: "on". */
  readonly state?: () => string
}

export const commands = signal<readonly Command[]>([])

/** Adds commands to the palette and the desktop menu; returns the function that takes them out. */
export function registerCommands(added: readonly Command[]): () => void {
  commands.value = [...commands.value.filter((old) => !added.some((one) => one.id === old.id)), ...added]
  return () => void (commands.value = commands.value.filter((command) => !added.includes(command)))
}

export function runCommand(id: string): void {
  commands.value.find((command) => command.id === id)?.run()
}
