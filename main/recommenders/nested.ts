import { readComponents } from '../contract/components.ts'
import { RecbenchError } from '../contract/errors.ts'
import { parseConfiguration } from '../contract/settings.ts'
import { findRecommender } from './all.ts'
import type { AnyRecommender } from './recommender.ts'

type Given = Readonly<Record<string, unknown>>

/**
 * A model with all that it is made of, itself first. A setting that a search will choose counts with every candidate.
 *
 * @throws RecbenchError `invalid-parameter` for an unknown model or setting, at any depth
 */
export function withNested(id: string, config: Given): readonly AnyRecommender[] {
  const recommender = findRecommender(id)
  const inner = Object.entries(recommender.settings).flatMap(([name, field]) => {
    if (field.kind !== 'models') return []
    const given = config[name] ?? field.default
    return (Array.isArray(given) ? given : [given]).flatMap((text) => readPart(id, String(text)))
  })
  return [recommender, ...inner]
}

function readPart(owner: string, text: string): readonly AnyRecommender[] {
  const read = readComponents(text)
  if (typeof read === 'string')
    throw new RecbenchError('invalid-parameter', read, { where: `model ${owner}: "${text}"` })
  return read.flatMap(({ id, config }) => {
    parseConfiguration(`model ${id} in ${owner}`, findRecommender(id).settings, config)
    return withNested(id, config)
  })
}

/** Whether a model, or one that it is made of, runs on a backend for deep models. */
export const needsBackend = (id: string, config: Given): boolean =>
  withNested(id, config).some(({ abilities }) => abilities.usesBackend)
