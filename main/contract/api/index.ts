import { abCalls } from './ab.ts'
import type { ParametersOf, ResultOf } from './call.ts'
import { dataCalls } from './data.ts'
import { modelCalls } from './models.ts'
import { notebookCalls } from './notebook.ts'
import { recommendCalls } from './recommend.ts'
import { reportCalls } from './reports.ts'
import { runCalls } from './runs.ts'
import { workspaceCalls } from './workspace.ts'

/** Every request that a page, a notebook or the command line can make of the host. */
export const api = {
  ...workspaceCalls,
  ...dataCalls,
  ...modelCalls,
  ...abCalls,
  ...runCalls,
  ...recommendCalls,
  ...notebookCalls,
  ...reportCalls,
} as const

export type Api = typeof api
export type CallName = keyof Api
export type Parameters<Name extends CallName> = ParametersOf<Api[Name]>
export type Result<Name extends CallName> = ResultOf<Api[Name]>
