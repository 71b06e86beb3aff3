import { closeSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import type { RunEvent } from '../contract/events.ts'

export interface JournalContent {
  readonly events: readonly RunEvent[]
  /** Lines that do not match their checksum, besides a last line that was cut while it was written. */
  readonly damagedLines: number
  readonly lastLineCut: boolean
  /** Length of the readable part. */
  readonly bytes: number
}

const checksum = (text: string) => crc32(text).toString(16).padStart(8, '0')

/** One event as a line of JSON whose last property is the CRC-32 of the record without it. */
export function toLine(event: RunEvent): string {
  const text = JSON.stringify(event)
  return `${text.slice(0, -1)},"crc":"${checksum(text)}"}\n`
}

function fromLine(line: string): RunEvent | undefined {
  const match = /,"crc":"([0-9a-f]{8})"\}$/.exec(line)
  if (!match) return undefined
  const text = `${line.slice(0, match.index)}}`
  return checksum(text) === match[1] ? (JSON.parse(text) as RunEvent) : undefined
}

export function readJournal(file: string): JournalContent {
  const text = readText(file)
  const lines = text.split('\n')
  const rest = lines.pop() ?? ''
  const events = lines.map(fromLine)
  return {
    events: events.filter((event) => event !== undefined),
    damagedLines: events.filter((event) => event === undefined).length,
    lastLineCut: rest !== '',
    bytes: Buffer.byteLength(text) - Buffer.byteLength(rest),
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}

/** Appends events to `events.jsonl`. Each is handed to the system at once, so that it survives the death of this process. */
export class JournalWriter {
  readonly #descriptor: number
  #sequence: number

  /** Opens a journal, after the last whole line when there is one already. */
  constructor(file: string) {
    const content = readJournal(file)
    if (content.lastLineCut) truncateSync(file, content.bytes)
    this.#descriptor = openSync(file, 'a')
    this.#sequence = content.events.at(-1)?.sequence ?? 0
  }

  append(body: RunEventWithoutPlace): RunEvent {
    const event = { sequence: ++this.#sequence, at: Date.now(), ...body } as RunEvent
    writeSync(this.#descriptor, toLine(event))
    if (event.type === 'state') fsyncSync(this.#descriptor)
    return event
  }

  /** Gives an event its place among the others without keeping it. */
  pass(body: RunEventWithoutPlace): RunEvent {
    return { sequence: ++this.#sequence, at: Date.now(), ...body } as RunEvent
  }

  close(): void {
    closeSync(this.#descriptor)
  }
}

type WithoutPlace<E> = E extends unknown ? Omit<E, 'sequence' | 'at'> : never
export type RunEventWithoutPlace = WithoutPlace<RunEvent>
