import { LinearArms } from '../../recommenders/bandits/linear-arms.ts'
import { compareNumber, type VerifiedRow } from '../row.ts'
import type { PolicyRow, RewardTable } from './table.ts'

/**
 * LinUCB's indices of the rounds after those given, with contexts standardised per arm by the mean and the population standard deviation of that arm's own rounds,
 * as mabwiser does on request. A feature that never varied becomes 0. The catalogue does not offer it: the same context then means another point for each arm.
 */
export function verifyScaledContexts(row: PolicyRow, table: RewardTable, first: readonly number[]): VerifiedRow[] {
  const { alpha, l2_lambda: lambda } = row.config as Readonly<Record<string, number>>
  const indices = Array.from({ length: table.arms }, (_, arm) => {
    const rounds = [...first.keys()].filter((round) => first[round] === arm)
    const scale = scaler(rounds.map((round) => table.contexts[round]!))
    const model = new LinearArms(1, table.contexts[0]!.length, lambda!)
    for (const round of rounds) model.update(0, scale(table.contexts[round]!), table.binary[round * table.arms + arm]!)
    return (context: Float64Array) => {
      const x = scale(context)
      return model.mean(0, x) + alpha! * Math.sqrt(model.variance(0, x))
    }
  })
  return (row.value as unknown as readonly (readonly number[])[]).flatMap((given, next) =>
    given.map((value, arm) =>
      compareNumber(
        row.id,
        `index.${next}.${arm}`,
        indices[arm]!(table.contexts[first.length + next]!),
        value,
        row.tolerance!['abs'] as number,
      ),
    ),
  )
}

function scaler(contexts: readonly Float64Array[]): (context: Float64Array) => Float64Array {
  const mean = (of: (context: Float64Array) => number) =>
    contexts.reduce((sum, context) => sum + of(context), 0) / contexts.length
  const columns = Array.from(contexts[0]!, (_, column) => {
    const centre = mean((context) => context[column]!)
    const deviation = Math.sqrt(mean((context) => (context[column]! - centre) ** 2))
    return { centre, deviation: deviation > 0 ? deviation : 1 }
  })
  return (context) => context.map((value, column) => (value - columns[column]!.centre) / columns[column]!.deviation)
}
