import { Random } from '../../math/random.ts'
import { shopStart, sigmoid, softmax, type Shop, type ShopItem } from './shop.ts'
import { categories, segments } from './shop-words.ts'

/** Items that the shop's banner may show: the best of each category and style family. */
export const bannerItems = 20
export const devices = ['phone', 'desktop'] as const
export const dayparts = ['day', 'evening'] as const
const slots = [1, 0.6, 0.35] as const

export interface Exposure {
  readonly time: number
  readonly user: number
  readonly device: number
  readonly daypart: number
  /** Place in the banner, from 0. */
  readonly position: number
  readonly action: number
  readonly propensity: number
  readonly click: 0 | 1
}

/** The expected reward of an action for a context, shown in the first place. */
export interface Truth {
  readonly segment: number
  readonly device: number
  readonly daypart: number
  readonly action: number
  readonly expected: number
}

/** The two most liked items of each category. */
export function chooseBanner(shop: Shop): readonly number[] {
  const best = categories.flatMap((_, c) =>
    shop.items
      .map((item, index) => ({ item, index }))
      .filter(({ item }) => item.category === c && item.launch === 0)
      .sort((a, b) => b.item.quality - a.item.quality)
      .slice(0, bannerItems / categories.length),
  )
  return best.map(({ index }) => index).sort((a, b) => a - b)
}

/**
 * Probability of a click on an item in the first place: σ(−4 + 0.9 · a(segment, category) + 0.5 · quality + device and daypart terms). Further places multiply it by 0.6 and 0.35.
 */
export function expectedReward(shop: Shop, segment: number, device: number, daypart: number, item: ShopItem): number {
  const suits = (item.category + device * 3 + daypart * 5) % 4 === 0 ? 0.7 : 0
  return sigmoid(-4 + 0.9 * shop.segmentTaste[segment]![item.category]! + 0.5 * item.quality + suits)
}

/** What the banner chose: 30 % uniform, 70 % softmax of a flawed guess that knows category tastes but not devices, dayparts or quality. */
export function loggingPolicy(shop: Shop, banner: readonly number[], segment: number): Float64Array {
  const guess = banner.map((i) => 0.6 * shop.segmentTaste[segment]![shop.items[i]!.category]!)
  return softmax(guess).map((share) => 0.3 / banner.length + 0.7 * share)
}

export function makeExposures(shop: Shop): {
  readonly exposures: readonly Exposure[]
  readonly truth: readonly Truth[]
} {
  const random = new Random(shop.plan.seed, 'exposures')
  const banner = chooseBanner(shop)
  const policies = segments.map((_, segment) => loggingPolicy(shop, banner, segment))
  const step = (shop.plan.days * 86400) / shop.plan.exposures
  const exposures = Array.from({ length: shop.plan.exposures }, (_, round): Exposure => {
    const user = random.below(shop.users.length)
    const { segment } = shop.users[user]!
    const device = random.below(devices.length)
    const daypart = random.below(dayparts.length)
    const position = random.below(slots.length)
    const action = draw(policies[segment]!, random.uniform())
    const chance = slots[position]! * expectedReward(shop, segment, device, daypart, shop.items[banner[action]!]!)
    const click = random.uniform() < chance ? 1 : 0
    return {
      time: shopStart + Math.floor(round * step),
      user,
      device,
      daypart,
      position,
      action: banner[action]!,
      propensity: policies[segment]![action]!,
      click,
    }
  })
  const truth = segments.flatMap((_, segment) =>
    devices.flatMap((__, device) =>
      dayparts.flatMap((___, daypart) =>
        banner.map((action): Truth => ({
          segment,
          device,
          daypart,
          action,
          expected: expectedReward(shop, segment, device, daypart, shop.items[action]!),
        })),
      ),
    ),
  )
  return { exposures, truth }
}

function draw(shares: Float64Array, at: number): number {
  let left = at
  for (let i = 0; i < shares.length; i++) {
    left -= shares[i]!
    if (left < 0) return i
  }
  return shares.length - 1
}
