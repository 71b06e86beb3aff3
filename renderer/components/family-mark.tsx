import type { Family } from '../../main/contract/api/models.ts'

/** Shape of each family on a 12 × 12 field; the same shapes mark points in charts. */
export const familyShapes: Readonly<Record<Family, string>> = {
  baseline: 'M6 2a4 4 0 1 0 0 8a4 4 0 1 0 0-8z',
  collaborative: 'M2.2 2.2h7.6v7.6h-7.6z',
  content: 'M6 1.6l4.6 8.4h-9.2z',
  rules: 'M6 1.2l4.8 4.8l-4.8 4.8l-4.8-4.8z',
  deep: 'M1.4 2h9.2l-4.6 8.4z',
  bandits: 'M4.4 1.4h3.2v3h3v3.2h-3v3h-3.2v-3h-3v-3.2h3z',
  hybrid: 'M6 1l1.5 3.3l3.6.4l-2.7 2.4l.8 3.6l-3.2-1.8l-3.2 1.8l.8-3.6l-2.7-2.4l3.6-.4z',
}

interface FamilyMarkProps {
  readonly family: Family
  readonly size?: number
  /** The family's name, when nothing beside the mark says it. */
  readonly title?: string
}

/** Colour and shape of a model family, the same everywhere. */
export function FamilyMark({ family, size = 12, title }: FamilyMarkProps) {
  return (
    <svg
      class="family-mark"
      width={size}
      height={size}
      viewBox="0 0 12 12"
      style={{ fill: `var(--f-${family})` }}
      role={title ? 'img' : undefined}
      aria-label={title}
      aria-hidden={title ? undefined : 'true'}
    >
      <path d={familyShapes[family]} />
    </svg>
  )
}
