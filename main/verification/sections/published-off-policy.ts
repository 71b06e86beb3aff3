import { comparePublished } from '../off-policy/published.ts'
import { readRows } from '../reference-files.ts'
import type { Section } from '../section.ts'

const key = 'published.logistic-worlds'

/** A published experiment in simulated worlds, repeated with a generator of our own: planned where estimators on simulated logs are compared. */
export const publishedOffPolicy: Section = {
  name: 'published-off-policy',
  plan: (places) =>
    readRows(places, 'bandits', 'ope-synthetic.json').length === 0
      ? []
      : [{ section: 'published-off-policy', key, seconds: 20, fast: false }],
  run: () => Promise.resolve(comparePublished(key)),
}
