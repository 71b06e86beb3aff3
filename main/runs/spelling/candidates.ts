import { RecbenchError } from '../../contract/errors.ts'
import type { CandidatePlan } from '../../contract/experiment.ts'

/** `all`, `uniform:99`, `popularity:99` or `file:PATH`. */
export function spellCandidates(plan: CandidatePlan): string {
  switch (plan.kind) {
    case 'all':
      return 'all'
    case 'uniform':
    case 'popularity':
      return `${plan.kind}:${plan.negatives}`
    case 'file':
      return `file:${plan.file}`
    default:
      return plan satisfies never
  }
}

export function parseCandidates(text: string): Record<string, unknown> {
  const colon = text.indexOf(':')
  const [kind, rest] = colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)]
  if (text === 'all') return { kind }
  if (kind === 'file' && rest !== '') return { kind, file: rest }
  if ((kind === 'uniform' || kind === 'popularity') && /^\d+$/.test(rest)) return { kind, negatives: Number(rest) }
  throw new RecbenchError('invalid-parameter', `"${text}" names no candidates.`, {
    remedy: 'Write all, uniform:99, popularity:99 or file:PATH.',
  })
}
