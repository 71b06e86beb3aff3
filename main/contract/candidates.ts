import type { CandidatePlan } from './experiment.ts'

/** What was ranked, as a sentence with `{name}` holes and what fills them; the English is the key of a translation. */
export function candidatesSentence(plan: CandidatePlan | undefined): {
  readonly key: string
  readonly values: Readonly<Record<string, string>>
} {
  switch (plan?.kind) {
    case undefined:
    case 'all':
      return { key: 'all items, those of the training part removed', values: {} }
    case 'uniform':
      return { key: 'sampled: {count} uniform negatives', values: { count: String(plan.negatives) } }
    case 'popularity':
      return { key: 'sampled: {count} negatives by popularity', values: { count: String(plan.negatives) } }
    case 'file':
      return { key: 'sampled: negatives of {file}', values: { file: plan.file.split(/[/\\]/).at(-1)! } }
    default:
      return plan satisfies never
  }
}

/** The same, filled. */
export function describeCandidates(plan: CandidatePlan | undefined): string {
  const { key, values } = candidatesSentence(plan)
  return key.replace(/\{(\w+)\}/g, (_, name: string) => values[name]!)
}
