import type { ReportCheck } from '../contract/api/reports.ts'
import type { ReportInput } from './input.ts'
import type { ReportDocument } from './document.ts'

/** Everything in the report that a program can use: the experiment, the results, checks and the command; no prose but the title. */
export function toJson(
  { detail, results, profile, metrics }: ReportInput,
  { title, subtitle, parts }: ReportDocument,
  checks: readonly ReportCheck[],
  rerun: string,
): string {
  const used = new Set(results.models.flatMap((model) => Object.keys(model.metrics).map((name) => name.split('@')[0])))
  const report = {
    title,
    subtitle,
    sections: parts.map(({ id }) => id),
    experiment: detail.experiment,
    results,
    profile,
    definitions: metrics.filter(({ id }) => used.has(id)),
    machine: detail.machine,
    checks,
    rerun,
  }
  return `${JSON.stringify(report, null, 2)}\n`
}
