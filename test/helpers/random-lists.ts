import { buildInteractions, type Interactions } from '../../main/data/interactions.ts'
import type { RankedUser } from '../../main/evaluation/metric.ts'
import { Random } from '../../main/math/random.ts'

const users = 150
const items = 90
const genres = ['a', 'b', 'c', 'd', 'e']

const side = {
  items: {
    texts: [{ name: 'title', values: Array.from({ length: items }, (_, i) => `word${i % 11} other${i % 3}`) }],
    numbers: [],
    categories: [{ name: 'genre', values: Array.from({ length: items }, (_, i) => genresOf(i)) }],
  },
  users: {
    texts: [],
    numbers: [],
    categories: [
      {
        name: 'group',
        values: Array.from({ length: users }, (_, u) => (u % 9 === 0 ? [] : [['x', 'y', 'z'][u % 3]!])),
      },
    ],
  },
}

function genresOf(item: number): string[] {
  return item % 13 === 0 ? [] : [...new Set([genres[item % 5]!, genres[(item * 3 + 1) % 5]!])]
}

/**
 * A seeded log of 150 users and 90 items in two parts, and lists with what is relevant: users with short lists, without a list and without a relevant item are
 * among them, and ranks with ties.
 */
export function makeRandomLists(threshold: number | null): {
  readonly train: Interactions
  readonly test: Interactions
  readonly lists: RankedUser[]
} {
  const random = new Random('golden')
  const known: number[][] = []
  const held: number[][] = []
  for (let user = 0; user < users; user++)
    for (let item = 0; item < items; item++) {
      const draw = random.uniform()
      if (draw < 0.25 * (1 - item / items) * (user % 7 === 0 ? 0.2 : 1)) known.push([user, item, rate(random)])
      else if (draw > 0.93) held.push([user, item, rate(random)])
    }
  const train = buildInteractions({ ...toColumns(known), side })
  const test = buildInteractions(toColumns(held))
  const order = new Random('lists', String(threshold))
  const lists = Array.from({ length: users }, (_, user) => makeList(user, train, test, threshold, order))
  return { train, test, lists }
}

const rate = (random: Random) => 1 + Math.floor(random.uniform() * 5)

const toColumns = (rows: number[][]) => ({
  users,
  items,
  user: Int32Array.from(rows, ([user]) => user!),
  item: Int32Array.from(rows, ([, item]) => item!),
  value: Float32Array.from(rows, ([, , value]) => value!),
  time: null,
})

function makeList(
  user: number,
  train: Interactions,
  test: Interactions,
  threshold: number | null,
  random: Random,
): RankedUser {
  const known = new Set(train.byUser.indices.subarray(train.byUser.offsets[user], train.byUser.offsets[user + 1]))
  const open = Array.from({ length: items }, (_, item) => item).filter((item) => !known.has(item))
  const start = test.byUser.offsets[user]!
  const valueAt = (place: number) => test.value![test.byUser.positions[start + place]!]!
  const tested = [...test.byUser.indices.subarray(start, test.byUser.offsets[user + 1])]
  const liked = tested.filter((_, place) => threshold === null || valueAt(place) >= threshold)
  const relevant = Int32Array.from(user % 17 === 3 ? [] : liked)
  const isFirst = (item: number) => Number(relevant.includes(item) && item % 3 === 0)
  const order = random.shuffle([...open]).sort((a, b) => isFirst(b) - isFirst(a))
  return {
    user,
    ranked: Int32Array.from(order.slice(0, user % 10 === 0 ? 0 : user % 5 === 0 ? 4 : 25)),
    relevant,
    ranks: Float64Array.from(relevant, (item) => order.indexOf(item) + 1 + (item % 2) * 0.5),
    tied: Float64Array.from(relevant, (item) => 1 + (item % 2)),
    candidates: open.length,
  }
}
