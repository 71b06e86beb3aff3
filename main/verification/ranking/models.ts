import { factorModels } from './factor-models.ts'
import { neighbourModels } from './neighbour-models.ts'
import type { ReproducedModel, Reproduction } from './reproduction.ts'
import type { ReferenceRow } from '../reference-files.ts'

/** Models of other libraries that are reproduced here; rows of others are skipped. */
export const models: readonly ReproducedModel[] = [...neighbourModels, ...factorModels]

/** How a row is computed here, or null for a library, model or configuration that is not known. */
export function reproduce(row: Pick<ReferenceRow, 'library' | 'model' | 'config' | 'note'>): Reproduction | null {
  const ofLibrary = models.filter(({ libraries }) => libraries.includes(row.library))
  const found =
    ofLibrary.find(({ model }) => model === row.model) ??
    ofLibrary.find(({ prefix }) => prefix !== undefined && row.model.startsWith(`${prefix}-`))
  if (!found) return null
  return asReproduction(found.reproduce(row))
}

/** Completes what is stated of a reproduction. */
export const asReproduction = (
  stated: Partial<Reproduction> & Pick<Reproduction, 'recommender' | 'config'>,
): Reproduction => ({
  seeds: [0],
  strangers: 'model',
  dropZeros: false,
  lengthsOfHistories: false,
  equals: 'items',
  seconds: 1,
  alone: false,
  listTolerance: { scores: 1e-6, ties: 1e-9 },
  ...stated,
})
