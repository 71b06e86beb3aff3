import * as v from 'valibot'
import { call } from './call.ts'

export const reportFormats = ['html', 'markdown', 'csv', 'latex', 'json'] as const
export type ReportFormat = (typeof reportFormats)[number]
export const reportSections = [
  'findings',
  'data',
  'protocol',
  'leaderboard',
  'charts',
  'significance',
  'policies',
  'definitions',
  'reproduce',
] as const
export type ReportSection = (typeof reportSections)[number]

const request = {
  run: v.string(),
  sections: v.optional(v.array(v.picklist(reportSections)), [...reportSections]),
  title: v.optional(v.string()),
  language: v.optional(v.picklist(['en', 'zh']), 'en'),
}

export interface ReportCheck {
  readonly passed: boolean
  readonly sentence: string
}

export const reportCalls = {
  'reports/render': call(
    v.strictObject({ ...request, format: v.optional(v.picklist(reportFormats), 'html') }),
  ).returns<{ readonly text: string; readonly checks: readonly ReportCheck[]; readonly rerun: string }>(),
  /** Writes below the workspace's `reports` folder, or to a path the person chose in the shell's dialog. */
  'reports/save': call(
    v.strictObject({ ...request, format: v.picklist(reportFormats), file: v.optional(v.string()) }),
  ).returns<{ readonly file: string; readonly bytes: number }>(),
} as const
