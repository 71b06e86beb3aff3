import { signal, type Signal } from '@preact/signals'
import type { RecipeStep } from '../../main/contract/experiment.ts'
import { recall, remember } from './memory.ts'

export interface Recipe {
  readonly steps: readonly RecipeStep[]
  /** Earlier states, latest last. */
  readonly past: readonly (readonly RecipeStep[])[]
  readonly future: readonly (readonly RecipeStep[])[]
}

const recipes = new Map<string, Signal<Recipe>>()

/** The prepare steps that a person has put together for a data set; new comparisons start from them. */
export function recipeOf(data: string): Signal<Recipe> {
  const known = recipes.get(data)
  if (known) return known
  const made = signal<Recipe>({ steps: [], past: [], future: [] })
  recipes.set(data, made)
  void recall<readonly RecipeStep[]>(`recipe:${data}`).then((steps) => {
    if (Array.isArray(steps) && made.peek().past.length === 0) made.value = { steps, past: [], future: [] }
  })
  return made
}

export function changeRecipe(data: string, steps: readonly RecipeStep[]): void {
  const recipe = recipeOf(data)
  const { steps: before, past } = recipe.peek()
  recipe.value = { steps, past: [...past, before].slice(-50), future: [] }
  remember(`recipe:${data}`, steps)
}

export function undoRecipe(data: string): void {
  const recipe = recipeOf(data)
  const { steps, past, future } = recipe.peek()
  const before = past.at(-1)
  if (!before) return
  recipe.value = { steps: before, past: past.slice(0, -1), future: [...future, steps] }
  remember(`recipe:${data}`, before)
}

export function redoRecipe(data: string): void {
  const recipe = recipeOf(data)
  const { steps, past, future } = recipe.peek()
  const next = future.at(-1)
  if (!next) return
  recipe.value = { steps: next, past: [...past, steps], future: future.slice(0, -1) }
  remember(`recipe:${data}`, next)
}

/** Steps without those that are switched off, as an experiment wants them. */
export const activeSteps = (steps: readonly RecipeStep[]) => steps.filter((step) => !step.off)
