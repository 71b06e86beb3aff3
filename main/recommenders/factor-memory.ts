import type { Interactions } from '../data/interactions.ts'
import { refuseWhatCannotFit } from './memory.ts'

/**
 * Refuses factors of users and items that cannot fit.
 *
 * @param copies bytes held for each factor while the model is trained and scored
 * @throws RecbenchError `does-not-fit`
 */
export function refuseManyFactors(
  { users, items }: Pick<Interactions, 'users' | 'items'>,
  factors: number,
  copies: number,
  title: string,
): void {
  refuseWhatCannotFit(
    copies * factors * (users + items),
    `${title} with ${factors.toLocaleString('en')} factors of ${users.toLocaleString('en')} users and ${items.toLocaleString('en')} items`,
    'Lower the number of factors, or keep fewer users and items by a k-core in the recipe.',
  )
}
