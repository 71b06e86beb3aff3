import * as v from 'valibot'
import type { Job } from '../progress.ts'
import { call } from './call.ts'

export interface WorkspaceInfo {
  readonly folder: string
  readonly shell: 'desktop' | 'browser' | 'command-line' | 'test'
  readonly versions: Readonly<Record<string, string>>
  readonly threads: number
  /** The backend that really runs deep models here, and why it was chosen. */
  readonly backend: { readonly id: string; readonly title: string; readonly reason: string }
  readonly memory: { readonly usedBytes: number; readonly totalBytes: number }
  /** Things the person should know once: a layout set aside, a damaged run, a restarted process. */
  readonly notices: readonly string[]
}

const job = v.strictObject({ job: v.string() })

export const workspaceCalls = {
  'workspace/info': call(v.strictObject({})).returns<WorkspaceInfo>(),
  /** What the page remembers (layout, last set-up, recent files), one JSON value per key. */
  'workspace/recall': call(v.strictObject({ key: v.string() })).returns<unknown>(),
  'workspace/remember': call(v.strictObject({ key: v.string(), value: v.unknown() })).returns<null>(),
  'jobs/list': call(v.strictObject({})).returns<readonly Job[]>(),
  /** Waits until the job has ended; rejects with its error. The result's type is that of the kind of job. */
  'jobs/result': call(job).returns<unknown>(),
  'jobs/cancel': call(job).returns<null>(),
} as const
