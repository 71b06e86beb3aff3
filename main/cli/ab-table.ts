import type { AbTestResult } from '../contract/api/policies.ts'
import { formatCount, formatNumber, type Output } from './output.ts'

export const formatRate = (share: number) => `${formatNumber(100 * share, 2)} %`
const probability = (p: number) => (p < 0.001 ? 'p < 0.001' : `p ${p.toFixed(3)}`)

/** One test for people. */
export function printAbTest(output: Output, test: AbTestResult): void {
  const { a, b, visitors, rate, difference, adjusted, sampleRatio, neededPerArm, looks, stoppedAt } = test
  output.table(
    ['arm', 'visitors', 'mean'],
    [
      [`A ${a}`, formatCount(visitors.a), formatNumber(rate.a, 4)],
      [`B ${b}`, formatCount(visitors.b), formatNumber(rate.b, 4)],
    ],
  )
  const range = ({ value, low, high, p }: AbTestResult['difference']) =>
    `${formatNumber(value, 4)} (${formatNumber(low, 4)} to ${formatNumber(high, 4)}), ${probability(p)}`
  output.line(`\nB − A: ${range(difference)}`)
  if (adjusted) output.line(`With CUPED: ${range(adjusted)}; variance −${formatRate(adjusted.varianceReduction)}`)
  output.line(sampleRatio.note ?? `Sample ratio as planned: ${probability(sampleRatio.p)}`)
  if (looks.length > 1)
    output.line(
      `Looks (z, bound): ${looks.map(({ statistic, bound }) => `${formatNumber(statistic, 2)} of ${bound.toFixed(2)}`).join(', ')}; ${stoppedAt === null ? 'none stops the test early' : `stops at look ${stoppedAt + 1}`}`,
    )
  if (test.interleaving) {
    const { preference, low, high, visits } = test.interleaving
    output.line(
      `Interleaved: B wins ${formatRate(preference)} (${formatRate(low)} to ${formatRate(high)}) of ${formatCount(visits)} decided visits`,
    )
  }
  if (neededPerArm !== null)
    output.line(`A difference of this size takes ${formatCount(neededPerArm)} visitors per arm.`)
  output.line(test.verdict)
}
