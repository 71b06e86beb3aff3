import { RecbenchError } from '../../contract/errors.ts'
import { cartChance, makeShop, purchaseAfterCart, shopPlan, type Shop } from '../../data/generate/shop.ts'
import { dayparts, devices, expectedReward } from '../../data/generate/shop-exposures.ts'
import { segments } from '../../data/generate/shop-words.ts'
import type { InteractionColumns, Interactions } from '../../data/interactions.ts'
import { Random } from '../../math/random.ts'
import { formatCount } from './describe-estimate.ts'
import type { Environment } from './environment.ts'
import { pricesOf } from './item-facts.ts'
import { populationOf, type WorldSize } from './log-population.ts'

export interface LogNames {
  readonly users: readonly string[]
  readonly items: readonly string[]
}

/**
 * The generated shop as it truly is. Arms are the log's most frequent items and visitors its users, each on a device and in a part of the day, both seeded. Features: a
 * constant 1, the segment one-hot, the device and the part of the day.
 *
 *   P(click) = σ(−4 + 0.9 a(segment, category) + 0.5 quality + device and daypart terms),   the banner's truth at its first place,
 *   P(purchase | click) = 0.55 σ(t(u, i) − 5.6),   t the taste that made the shop's events.
 *
 * @throws RecbenchError `bad-input` for data that are not the generated shop's, as its identifiers and prices tell
 */
export function shopEnvironment(
  log: InteractionColumns,
  train: Interactions,
  names: LogNames,
  seed: number,
  size: WorldSize,
): Environment {
  const shop = makeShop(shopPlan)
  const { userOf, itemOf } = recognise(shop, log, names)
  const { users, items, visitors, arms } = populationOf(log, train, undefined, seed, size)
  const random = new Random(seed, 'situations')
  const situations = Array.from(users, (user) => {
    const person = shop.users[userOf[user]!]!
    const [device, daypart] = [random.below(devices.length), random.below(dayparts.length)]
    const features = new Float64Array(segments.length + 3)
    features[0] = 1
    features[1 + person.segment] = 1
    features.set([device, daypart], 1 + segments.length)
    return { person, device, daypart, context: { user, features } }
  })
  const things = Array.from(items, (item) => shop.items[itemOf[item]!]!)
  return {
    visitors,
    arms,
    features: segments.length + 3,
    users,
    items,
    contextOf: (visitor) => situations[visitor]!.context,
    probabilities(visitor) {
      const { person, device, daypart } = situations[visitor]!
      return Float64Array.from(things, (item) => expectedReward(shop, person.segment, device, daypart, item))
    },
    purchases: (visitor) =>
      Float64Array.from(things, (item) => purchaseAfterCart * cartChance(shop, situations[visitor]!.person, item)),
    prices: Float64Array.from(things, ({ price }) => price),
    description: `Simulated world: ${formatCount(visitors)} users of the generated shop, its ${formatCount(arms)} most frequent items, with the probabilities that made it.`,
  }
}

function recognise(shop: Shop, log: InteractionColumns, { users, items }: LogNames) {
  const numberOfUser = new Map(shop.users.map(({ id }, number) => [id, number]))
  const numberOfItem = new Map(shop.items.map(({ id }, number) => [id, number]))
  const userOf = users.map((id) => numberOfUser.get(id) ?? -1)
  const itemOf = items.map((id) => numberOfItem.get(id) ?? -1)
  const prices = pricesOf(log)
  const priced =
    typeof prices !== 'string' && itemOf.every((number, item) => shop.items[number]?.price === prices[item])
  if (userOf.includes(-1) || itemOf.includes(-1) || !priced)
    throw new RecbenchError('bad-input', 'The truth of these data is not known: they are not the generated shop.', {
      why: 'Only of the samples "shop" and "shop-exposures", with their table of items, is it known how they were made.',
      remedy: 'Take the world from the log (--world log) or from a model (--world model:ease).',
    })
  return { userOf, itemOf }
}
