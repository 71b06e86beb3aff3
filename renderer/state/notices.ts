import { signal } from '@preact/signals'
import { toErrorReport, type ErrorReport } from '../../main/contract/errors.ts'
import { tMaybe } from '../i18n/t.ts'

export interface Notice {
  readonly id: number
  readonly level: 'info' | 'warning' | 'error'
  readonly text: string
  readonly remedy: string | null
  readonly error: ErrorReport | null
  readonly at: number
}

/** Problems and messages of this session, newest first; the status bar counts the problems. */
export const notices = signal<readonly Notice[]>([])

/** What assistive technology is told; at most one message in five seconds. */
export const announcement = signal('')

let lastId = 0
let spokenAt = -Infinity
let queued: string | undefined

/** Adds a notice that a person sees in the status bar until they dismiss it. */
export function notify(
  level: Notice['level'],
  text: string,
  remedy: string | null = null,
  error: ErrorReport | null = null,
) {
  notices.value = [{ id: ++lastId, level, text, remedy, error, at: Date.now() }, ...notices.value].slice(0, 100)
  announce(text)
}

/** Shows a failure that no screen shows itself; a cancelled call is not a failure. */
export function report(error: unknown): void {
  const found = toErrorReport(error)
  if (found.code === 'cancelled') return
  notify('error', tMaybe(found.message), found.remedy ?? null, found)
}

export const dismiss = (id: number) => void (notices.value = notices.value.filter((notice) => notice.id !== id))

/** Tells assistive technology; the last of several messages within five seconds wins. */
export function announce(text: string): void {
  const wait = spokenAt + 5000 - Date.now()
  if (wait <= 0) {
    spokenAt = Date.now()
    announcement.value = text
    return
  }
  if (queued === undefined)
    setTimeout(() => {
      const next = queued
      queued = undefined
      if (next !== undefined) announce(next)
    }, wait)
  queued = text
}
