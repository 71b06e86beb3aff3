import type { LoopCurves, PolicyResult, PolicySimulation, SequenceResult } from '../contract/api/policies.ts'
import { formatNumber, type Output } from './output.ts'

/** The simulated policies, the one with the largest reward first, and their feedback loops. */
export function printSimulations(output: Output, policies: readonly PolicyResult[]): void {
  const simulated = policies.flatMap(({ label, simulation }) => (simulation ? [{ label, simulation }] : []))
  simulated.sort((a, b) => b.simulation.meanReward - a.simulation.meanReward)
  if (simulated.length > 0)
    output.table(
      ['policy', 'mean reward', 'regret', 'best arm', 'shown most'],
      simulated.map(({ label, simulation }) => [
        label,
        withBand(simulation.meanReward, simulation.rewardLow?.at(-1), 4),
        withBand(simulation.regret.at(-1) ?? 0, simulation.low.at(-1), 1),
        formatShare(simulation.bestShare?.at(-1)),
        shownMost(simulation),
      ]),
    )
  if (simulated.length > 0) output.line(describeRounds(simulated[0]!.simulation))
  printLoops(output, policies)
}

/** Policies for sequences, the largest return after learning first. */
export function printSequences(output: Output, sequences: readonly SequenceResult[]): void {
  if (sequences.length === 0) return
  const played = sequences.filter(({ error }) => error === null).sort((a, b) => b.learned.mean - a.learned.mean)
  output.line()
  output.table(
    ['policy for sequences', 'return learned', 'best possible', 'steps'],
    played.map(({ label, learned, optimal, meanSteps }) => [
      label,
      withBand(learned.mean, learned.low, 3),
      formatNumber(optimal, 3),
      formatNumber(meanSteps, 1),
    ]),
  )
  if (played[0]) output.line(played[0].description)
  for (const { label, error } of sequences) if (error) output.line(`${label} failed: ${error}`)
}

const describeRounds = ({ rounds }: PolicySimulation): string =>
  `After ${(rounds.at(-1) ?? 0).toLocaleString('en-US')} rounds, ± half the 95 % interval over repeats; shares of the last ${((rounds.at(-1) ?? 0) - (rounds.at(-2) ?? 0)).toLocaleString('en-US')} rounds.`

function printLoops(output: Output, policies: readonly PolicyResult[]): void {
  const looped = policies.flatMap(({ label, loop }) => (loop ? [{ label, loop }] : []))
  if (looped.length === 0) return
  const chance = looped[0]!.loop.chance
  const rows: { readonly label: string; readonly loop: LoopCurves }[] = [...looped]
  if (chance) rows.push({ label: '(shown by chance)', loop: chance })
  output.line()
  output.table(
    ['feedback loop', 'reward', 'Gini of exposure', 'coverage', 'similarity of lists'],
    rows.map(({ label, loop }) => [
      label,
      ...[loop.reward, loop.gini, loop.coverage, loop.similarity].map(
        (curve) => `${formatNumber(curve[0])} → ${formatNumber(curve.at(-1))}`,
      ),
    ]),
  )
  output.line(`From round 0, trained on the log, to round ${looped[0]!.loop.rounds.at(-1)}.`)
}

const withBand = (value: number, low: number | undefined, digits: number): string =>
  low === undefined || low === value
    ? formatNumber(value, digits)
    : `${formatNumber(value, digits)} ±${formatNumber(value - low, digits)}`

function shownMost({ shares }: PolicySimulation): string {
  const last = shares?.map(({ name, share }) => ({ name, share: share.at(-1) ?? 0 })).sort((a, b) => b.share - a.share)
  return last?.[0] ? `${last[0].name} ${formatShare(last[0].share)}` : '–'
}

const formatShare = (share: number | undefined): string => (share === undefined ? '–' : `${(100 * share).toFixed(0)} %`)
