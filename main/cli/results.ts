import type { RunResults } from '../contract/api/runs.ts'
import { leakLines } from './leak-lines.ts'
import { higherIsBetter } from '../host/describe-metric.ts'
import { describeChecks, describeSignificance, describeTuning, english } from '../host/wording.ts'
import { printOffPolicy } from './off-policy-tables.ts'
import { printAbTest } from './ab-table.ts'
import { printSequences, printSimulations } from './simulation-tables.ts'
import { formatCount, formatNumber, formatSeconds, type Output } from './output.ts'

/** The leaderboard of a run for a terminal: mean ± half the interval, corrected p against the best of the first metric. */
export function printResults(output: Output, results: RunResults): void {
  const names = [...new Set(results.models.flatMap((model) => Object.keys(model.metrics)))]
  const first = names[0] ?? ''
  const { data, protocol } = results
  output.line(
    `${data.name}: ${formatCount(data.interactions)} interactions, ${formatCount(data.users)} users, ${formatCount(data.items)} items, hash ${data.hash.slice(0, 8)}`,
  )
  if (names.length === 0) return printPolicies(output, results)
  output.line(
    `${protocol.split}, ${protocol.candidates}, ties ${protocol.ties}, seed ${protocol.seed}, definitions ${protocol.profile}`,
  )
  output.line()
  const sign = (metric: string) => (higherIsBetter(metric) ? -1 : 1)
  const order = [...results.models].sort(
    (a, b) =>
      sign(first) *
        ((a.metrics[first]?.mean ?? -sign(first) * Infinity) - (b.metrics[first]?.mean ?? -sign(first) * Infinity)) ||
      0,
  )
  output.table(
    ['model', ...names, `p (${first})`, 'time'],
    order.map((model) => [
      model.label,
      ...names.map((name) => formatMetric(model.metrics[name])),
      formatP(results.tests.find((test) => test.metric === first && test.b === model.label)?.adjusted),
      model.error ? 'failed' : formatSeconds(model.seconds.train + model.seconds.evaluate),
    ]),
  )
  if (protocol.profile !== 'recbench')
    for (const name of names) output.line(`${name} = ${protocol.formulas?.[name] ?? 'not recorded'}`)
  if (results.tests.length > 0) output.line(`p: ${describeSignificance(results, english)}, user by user.`)
  for (const model of results.models) if (model.error) output.line(`${model.label} failed: ${model.error}`)
  for (const model of results.models) for (const note of model.notes ?? []) output.line(`${model.label}: ${note}`)
  for (const model of results.models)
    if (model.tuned.length) output.line(`${model.label} tuned: ${describeTuning(model)}`)
  printPolicyLines(output, results)
  for (const { label, tieRate } of results.models)
    if (tieRate >= 0.01)
      output.line(
        `${label}: ${(100 * tieRate).toFixed(0)} % of the lists are cut within equal scores (${protocol.ties}).`,
      )
  output.line()
  for (const line of leakLines(results.leak)) output.line(line)
  const checked = describeChecks(results.estimate?.checks ?? [])
  if (checked) output.line(checked)
}

/** A run that ranks nothing: its policies alone. */
function printPolicies(output: Output, results: RunResults): void {
  output.line(`Valued as policies, without ranking; seed ${results.protocol.seed}.`)
  output.line()
  printPolicyLines(output, results)
}

function printPolicyLines(output: Output, results: RunResults): void {
  printOffPolicy(output, results)
  printSimulations(output, results.policies)
  printSequences(output, results.sequences ?? [])
  for (const test of results.abTests ?? []) {
    output.line(`\nA/B test, ${test.a} against ${test.b}`)
    printAbTest(output, test)
  }
  for (const { label, error } of results.policies) if (error) output.line(`${label} failed: ${error}`)
  for (const note of new Set(results.policies.flatMap(({ notes = [] }) => notes)))
    if (note.startsWith('Simulated world') || note.startsWith('It takes no part')) output.line(note)
}

const formatMetric = (metric: RunResults['models'][number]['metrics'][string] | undefined): string => {
  if (!metric || metric.mean === null) return '–'
  const half = metric.low === null || metric.high === null ? '' : ` ±${formatNumber((metric.high - metric.low) / 2)}`
  return `${formatNumber(metric.mean)}${half}`
}

const formatP = (p: number | null | undefined): string =>
  p === null || p === undefined ? '–' : p < 0.001 ? '< 0.001' : p.toFixed(p < 0.01 ? 3 : 2)
