import { Random } from '../../math/random.ts'
import { categories, segments, styles } from './shop-words.ts'

/**
 * A shop whose customers have known tastes. A user belongs to one of five segments. The taste of user u for item i is
 *
 *   t(u, i) = a(segment, category) + b(u, category) + 2 · c(u, style) + q(i),   a, b, c normal, q(i) ~ N(0, 0.8²) quality
 *
 * A visit looks at one or two categories, drawn by softmax of a + b, and views items there by softmax of t: so what similar users viewed predicts, and popularity alone predicts
 * less. A view leads to a cart with probability σ(t − 5.6), a cart to a purchase with 0.55. One item in ten appears only after two thirds of the time.
 */
export interface ShopPlan {
  readonly users: number
  readonly days: number
  /** Mean number of visits of a user over all days. */
  readonly visits: number
  readonly exposures: number
  readonly seed: number
}
export const shopPlan: ShopPlan = { users: 1500, days: 180, visits: 6.9, exposures: 30_000, seed: 2020 }

export interface ShopItem {
  readonly id: string
  readonly title: string
  readonly titleZh: string
  readonly category: number
  readonly style: number
  readonly price: number
  readonly quality: number
  /** Share of the time before it can be seen. */
  readonly launch: number
}
export interface ShopUser {
  readonly id: string
  readonly segment: number
  readonly age: number
  readonly categoryTaste: Float64Array
  readonly styleTaste: Float64Array
  readonly activity: number
}
export interface Shop {
  readonly plan: ShopPlan
  readonly items: readonly ShopItem[]
  readonly users: readonly ShopUser[]
  /** a(segment, category) */
  readonly segmentTaste: readonly Float64Array[]
}
export interface ShopEvent {
  readonly user: number
  readonly item: number
  readonly event: 'view' | 'cart' | 'purchase'
  /** Seconds since 1970. */
  readonly time: number
}

export const shopStart = Date.UTC(2025, 0, 1) / 1000
export const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))

/** Items, users and their tastes. */
export function makeShop(plan: ShopPlan): Shop {
  const random = new Random(plan.seed, 'shop')
  const normals = (count: number, scale: number) => Float64Array.from({ length: count }, () => scale * random.normal())
  const segmentTaste = segments.map(() => normals(categories.length, 1.3))
  const items = categories.flatMap((category, c) =>
    category.things.flatMap((thing, t) =>
      styles.map((style, s): ShopItem => {
        const title = `${style.en} ${thing.en}`
        return {
          id: `P${String(c * 50 + t * 5 + s + 1).padStart(4, '0')}`,
          title,
          titleZh: `${style.zh}${thing.zh}`,
          category: c,
          style: s,
          price: Math.max(3, Math.round(category.price * Math.exp(0.5 * random.normal()) * 100) / 100),
          quality: 0.8 * random.normal(),
          launch: random.uniform() < 0.1 ? 0.66 + 0.2 * random.uniform() : 0,
        }
      }),
    ),
  )
  const users = Array.from({ length: plan.users }, (_, u): ShopUser => {
    const segment = random.below(segments.length)
    return {
      id: `U${String(u + 1).padStart(5, '0')}`,
      segment,
      age: Math.round(Math.min(80, Math.max(16, [44, 38, 34, 55, 29][segment]! + 9 * random.normal()))),
      categoryTaste: normals(categories.length, 0.7),
      styleTaste: normals(styles.length, 1),
      activity: Math.exp(0.7 * random.normal() - 0.245),
    }
  })
  return { plan, items, users, segmentTaste }
}

/** t(u, i) */
export function taste(shop: Shop, user: ShopUser, item: ShopItem): number {
  const kind = shop.segmentTaste[user.segment]![item.category]! + user.categoryTaste[item.category]!
  return kind + 2 * user.styleTaste[item.style]! + item.quality
}

/** Probability that a view leads to a cart. */
export const cartChance = (shop: Shop, user: ShopUser, item: ShopItem): number => sigmoid(taste(shop, user, item) - 5.6)
/** Probability that a cart leads to a purchase. */
export const purchaseAfterCart = 0.55

/** All events in time order. */
export function makeEvents(shop: Shop): readonly ShopEvent[] {
  const { plan, items, users } = shop
  const events: ShopEvent[] = []
  users.forEach((user, u) => {
    const random = new Random(plan.seed, 'visits', u)
    const visits = Math.max(2, Math.round(plan.visits * user.activity * (0.7 + 0.6 * random.uniform())))
    const joined = 0.6 * random.uniform() * random.uniform()
    for (let visit = 0; visit < visits; visit++) {
      const when = joined + (1 - joined) * random.uniform()
      let time = shopStart + Math.floor(when * plan.days) * 86400 + Math.round(hourOf(random) * 3600)
      const wanted = shop.segmentTaste[user.segment]!.map((a, c) => a + user.categoryTaste[c]!)
      for (let looks = 1 + random.below(2); looks > 0; looks--) {
        const category = softmaxDraw(wanted, random)
        const open = items.flatMap((item, i) => (item.category === category && item.launch <= when ? [i] : []))
        const liking = open.map((i) => taste(shop, user, items[i]!))
        for (let views = 1 + random.below(5); views > 0; views--) {
          const item = open[softmaxDraw(liking, random)]!
          time += 20 + random.below(160)
          events.push({ user: u, item, event: 'view', time })
          if (random.uniform() >= cartChance(shop, user, items[item]!)) continue
          time += 10 + random.below(60)
          events.push({ user: u, item, event: 'cart', time })
          if (random.uniform() >= purchaseAfterCart) continue
          time += 60 + random.below(400)
          events.push({ user: u, item, event: 'purchase', time })
        }
      }
    }
  })
  return events.sort((a, b) => a.time - b.time || a.user - b.user || a.item - b.item)
}

/** Hour of a visit: most come in the evening. */
const hourOf = (random: Random) =>
  Math.min(23.5, Math.max(0, random.uniform() < 0.7 ? 19.5 + 2 * random.normal() : 12 + 3 * random.normal()))

/** An index with probability proportional to exp of its score. */
export function softmaxDraw(scores: ArrayLike<number>, random: Random): number {
  const weights = softmax(scores)
  let left = random.uniform()
  for (let i = 0; i < weights.length; i++) {
    left -= weights[i]!
    if (left < 0) return i
  }
  return weights.length - 1
}

export function softmax(scores: ArrayLike<number>): Float64Array {
  const largest = Math.max(...Array.from(scores))
  const weights = Float64Array.from(scores, (score) => Math.exp(score - largest))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / sum)
}
