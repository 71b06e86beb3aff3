import type { LeakAudit } from '../contract/api/runs.ts'
import { formatCount } from './output.ts'

/** The leak audit under a table: what a split lets through, in a sentence where that is notable, and the rest in one line. */
export function leakLines(leak: LeakAudit): string[] {
  const { futureOfSameUser, futureOfOthers, ties, repeatedPairs, droppedUsers, droppedItems, counts } = leak
  const lines: string[] = []
  if (futureOfSameUser !== null && futureOfOthers !== null && ties !== null) {
    lines.push(
      `Leak audit: ${percent(futureOfSameUser)} of test events are older than a training event of the same user, ${percent(futureOfOthers)} than one of another user, ${percent(ties)} tie with one.`,
    )
    if (futureOfSameUser >= notable)
      lines.push('Models learn from the future of the very users they are tested on: compare models, do not forecast.')
    else if (futureOfOthers >= notable)
      lines.push('Models learn from what others did later: compare models, do not forecast.')
  } else lines.push('Leak audit: the log has no times, so leaks from the future cannot be measured.')
  lines.push(
    `Repeated pairs ${percent(repeatedPairs)}; test users without training ${percent(droppedUsers)} (${formatCount(counts.droppedUsers)}), test items ${percent(droppedItems)} (${formatCount(counts.droppedItems)}).`,
  )
  if (counts.unused > 0) lines.push(`${formatCount(counts.unused)} events are in no part of a fold.`)
  return lines
}

const notable = 0.05

const percent = (share: number) => `${(100 * share).toFixed(share > 0 && share < 0.1 ? 2 : 1)} %`
