import { call } from '../client/client.ts'
import { report } from './notices.ts'

const pending = new Map<string, ReturnType<typeof setTimeout>>()

/** What the workspace remembers under a key; undefined when nothing, or when it cannot be read. */
export async function recall<T>(key: string): Promise<T | undefined> {
  const value = await call('workspace/recall', { key }).catch(() => undefined)
  return value === null ? undefined : (value as T | undefined)
}

/** Keeps a JSON value for the workspace, within a second; later values of the same key replace earlier ones. */
export function remember(key: string, value: unknown): void {
  clearTimeout(pending.get(key))
  pending.set(
    key,
    setTimeout(() => {
      pending.delete(key)
      call('workspace/remember', { key, value }).catch(report)
    }, 500),
  )
}
