import type { Interactions } from '../data/interactions.ts'
import { refuseWhatCannotFit } from './memory.ts'

/** Basis vectors that block Lanczos builds for each vector that is wanted, measured on Gowalla. */
const basisPerVector = 4

/**
 * Refuses singular vectors that cannot fit: the basis over the smaller side, and the vectors over both.
 *
 * @throws RecbenchError `does-not-fit`
 */
export function refuseLargeBasis({ users, items }: Interactions, factors: number, title: string): void {
  const smaller = Math.min(users, items)
  const count = Math.min(factors, smaller)
  refuseWhatCannotFit(
    8 * (smaller * Math.min(basisPerVector * count + 64, smaller + 16) + 3 * count * (users + items)),
    `${title} with ${count.toLocaleString('en')} factors on ${users.toLocaleString('en')} users and ${items.toLocaleString('en')} items`,
    'Lower the number of factors, or keep fewer users and items by a k-core in the recipe.',
  )
}
