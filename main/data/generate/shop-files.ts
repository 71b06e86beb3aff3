import { makeEvents, makeShop, type ShopPlan } from './shop.ts'
import { dayparts, devices, makeExposures } from './shop-exposures.ts'
import { categories, segments, styles } from './shop-words.ts'

/** The generated shop as CSV texts by file name. The same plan gives the same bytes on every machine. */
export function shopFiles(
  plan: ShopPlan,
): Readonly<Record<'interactions.csv' | 'items.csv' | 'users.csv' | 'exposures.csv' | 'truth.csv', string>> {
  const shop = makeShop(plan)
  const { exposures, truth } = makeExposures(shop)
  return {
    'interactions.csv': csv(
      ['user_id', 'item_id', 'event', 'time'],
      makeEvents(shop).map(({ user, item, event, time }) => [
        shop.users[user]!.id,
        shop.items[item]!.id,
        event,
        when(time),
      ]),
    ),
    'items.csv': csv(
      ['item_id', 'title', 'title_zh', 'category', 'category_zh', 'style', 'price'],
      shop.items.map((item) => [
        item.id,
        item.title,
        item.titleZh,
        categories[item.category]!.en,
        categories[item.category]!.zh,
        styles[item.style]!.en,
        item.price.toFixed(2),
      ]),
    ),
    'users.csv': csv(
      ['user_id', 'segment', 'segment_zh', 'age'],
      shop.users.map(({ id, segment, age }) => [id, segments[segment]!.en, segments[segment]!.zh, String(age)]),
    ),
    'exposures.csv': csv(
      [
        'time',
        'user_id',
        'item_id',
        'position',
        'click',
        'propensity_score',
        'user_feature_segment',
        'context_device',
        'context_daypart',
      ],
      exposures.map(({ time, user, action, position, click, propensity, device, daypart }) => [
        when(time),
        shop.users[user]!.id,
        shop.items[action]!.id,
        String(position + 1),
        String(click),
        propensity.toFixed(9),
        segments[shop.users[user]!.segment]!.en,
        devices[device]!,
        dayparts[daypart]!,
      ]),
    ),
    'truth.csv': csv(
      ['user_feature_segment', 'context_device', 'context_daypart', 'item_id', 'expected_reward'],
      truth.map(({ segment, device, daypart, action, expected }) => [
        segments[segment]!.en,
        devices[device]!,
        dayparts[daypart]!,
        shop.items[action]!.id,
        expected.toFixed(6),
      ]),
    ),
  }
}

const when = (time: number) => new Date(time * 1000).toISOString().slice(0, 19).replace('T', ' ')
const csv = (header: readonly string[], rows: readonly (readonly string[])[]) =>
  `${[header, ...rows].map((row) => row.join(',')).join('\n')}\n`
