import { describe, expect, it } from 'vitest'
import { rankUsers, type RankedUsers } from '../../../main/evaluation/rank-users.ts'
import { Random } from '../../../main/math/random.ts'
import { FactorProducts, scoreByFactors, type FactorScores } from '../../../main/recommenders/factor-products.ts'
import type { Model } from '../../../main/recommenders/recommender.ts'

const width = 6

interface Case {
  readonly users: number
  readonly items: number
  readonly userFactors: Float64Array
  readonly itemFactors: Float64Array
  /** Users whose scores are the popularity of the items. */
  readonly strangers?: readonly number[]
  readonly seenShare?: number
}

const drawn = (users: number, items: number, change: (given: Case) => void = () => undefined): Case => {
  const random = new Random('lists', users, items)
  const normals = (count: number) => Float64Array.from({ length: count * width }, () => random.normal())
  const given = { users, items, userFactors: normals(users), itemFactors: normals(items) }
  change(given)
  return given
}

/** The lists of all users, screened and with all scores, as plain values. */
async function bothWays(given: Case, listLength = 10, threads = 1) {
  const { users, items, userFactors, itemFactors, strangers = [], seenShare = 0.1 } = given
  const factorScores: FactorScores = {
    products: new FactorProducts(itemFactors, width),
    factorsOf(user, into, at) {
      into.set(userFactors.subarray(user * width, (user + 1) * width), at)
      return !strangers.includes(user)
    },
  }
  const popularity = Float32Array.from({ length: items }, (_, item) => item % 17)
  const model: Model = {
    score: (asked, into) => scoreByFactors(factorScores, asked, into, popularity),
    save: () => new Uint8Array(),
  }
  const random = new Random('seen')
  const [offsets, seen] = [new Int32Array(users + 1), [] as number[]]
  for (let user = 0; user < users; user++) {
    for (let item = 0; item < items; item++) if (random.uniform() < seenShare) seen.push(item)
    offsets[user + 1] = seen.length
  }
  const indices = Int32Array.from(seen)
  const rank = async (asked: Model) =>
    plain(
      await rankUsers(
        asked,
        { items, byUser: { offsets, indices, positions: indices } },
        {
          users: Int32Array.from({ length: users }, (_, user) => user),
          offsets: new Int32Array(users + 1),
          items: new Int32Array(0),
        },
        { listLength, cutoff: listLength, needsRanks: false, ties: 'seeded', seed: 5 },
        { signal: new AbortController().signal, progress: () => undefined },
        threads,
      ),
    )
  return { screened: await rank({ ...model, factorScores }), full: await rank(model) }
}

const plain = ({ ranked, scores, ties }: RankedUsers) => ({
  ties,
  lists: ranked.map((list, row) => ({ items: [...list.ranked], scores: [...scores[row]!], of: list.candidates })),
})

describe('lists of models whose scores are inner products are those of all scores', () => {
  const claim = (title: string, given: Case, listLength?: number) =>
    it(title, async () => {
      const { screened, full } = await bothWays(given, listLength)
      expect(screened).toEqual(full)
    })

  claim('for random factors', drawn(130, 900))
  claim(
    'for items of very different lengths',
    drawn(70, 900, ({ itemFactors }) => itemFactors.forEach((v, k) => (itemFactors[k] = v * 2 ** -(k % 40)))),
  )
  claim(
    'for items that are equal, which tie',
    drawn(70, 600, ({ itemFactors }) => itemFactors.copyWithin(width * 40, 0, width * 40)),
  )
  claim(
    'for whole numbers, whose scores tie',
    drawn(70, 900, ({ userFactors, itemFactors }) => {
      for (const rows of [userFactors, itemFactors]) rows.forEach((value, k) => (rows[k] = Math.round(value)))
    }),
  )
  claim(
    'where scores differ in the thirteenth digit only',
    drawn(20, 600, ({ itemFactors }) =>
      itemFactors.forEach((_, k) => (itemFactors[k] = itemFactors[k % width]! * (1 + 1e-13 * (k % 5)))),
    ),
  )
  claim(
    'for users and items of zeros',
    drawn(20, 500, ({ userFactors, itemFactors }) => {
      userFactors.fill(0, 0, 5 * width)
      itemFactors.fill(0, 100 * width, 400 * width)
    }),
  )
  claim(
    'for items of which all are zero',
    drawn(5, 300, ({ itemFactors }) => itemFactors.fill(0)),
  )
  claim(
    'for a user without a number',
    drawn(8, 300, ({ userFactors }) => userFactors.fill(NaN, width, width + 2)),
  )
  claim(
    'for an item without a number',
    drawn(8, 300, ({ itemFactors }) => itemFactors.fill(NaN, width, width + 2)),
  )
  claim('for users whose scores are something else', { ...drawn(20, 300), strangers: [0, 7, 19] })
  claim('for users who have seen almost everything', { ...drawn(20, 400), seenShare: 0.98 })
  claim('for lists longer than there are items', drawn(9, 25), 40)
  claim('for no user at all', drawn(0, 25))

  it('for two that ask at the same time', async () => {
    const random = new Random('same time')
    const products = new FactorProducts(
      Float64Array.from({ length: 50 * width }, () => random.normal()),
      width,
    )
    const seen = { offsets: new Int32Array(2), indices: new Int32Array(0) }
    const first = products.ranking(seen, { keep: 3, users: 1, threads: 1 })
    expect(products.ranking(seen, { keep: 3, users: 1, threads: 1 })).toBeNull()
    first!.end()
    expect(products.ranking(seen, { keep: 3, users: 1, threads: 1 })).not.toBeNull()
  })

  it('with any number of threads', async () => {
    const given = drawn(300, 500)
    expect(await bothWays(given, 10, 3)).toEqual(await bothWays(given))
  })
})
