import type { ReproducedModel } from './reproduction.ts'

/** Factorisations, spectral and dual forms: how the reference's models are set up here. */
export const factorModels: readonly ReproducedModel[] = []
