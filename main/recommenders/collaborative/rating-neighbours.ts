import { foldBias, usualBiasSettings, type RatedPairs } from '../baseline/biases.ts'
import { largest } from '../item-weights.ts'
import { clip, ratedHistory, type RatedHistory, type ValueRange } from '../rated.ts'
import type { Model, ScorePart, Scores } from '../recommender.ts'
import { biasesFor, buildSides, contributionOf, type NeighbourSettings, type Party } from './rating-sides.ts'
import { neighbourWeigher, type Weighed } from './weigh-neighbours.ts'

/** A trained rating k-NN: the ratings themselves. Similarities are computed when they are asked for. */
export function neighbourModel(
  pairs: RatedPairs,
  range: ValueRange,
  settings: NeighbourSettings,
  save: Model['save'],
): Required<Omit<Model, 'backend' | 'dispose' | 'factorScores'>> {
  const { between, centering, minimumNeighbours } = settings
  const { items } = pairs
  const { mean } = range
  const biases = biasesFor(pairs, mean, settings)
  const sides = buildSides(pairs, range, biases, settings)
  const { byX, byY, contributions } = sides
  const compareUsers = between === 'users'
  const widest = Math.max(1, widestRow(byY.offsets), items)
  const k = Math.min(settings.neighbours, widest)
  const chosen = new Int32Array(k)
  const weigh = neighbourWeigher(k, chosen)
  const similarities = new Float64Array(widest)
  const parts = new Float64Array(widest)
  const hasRatings = (offsets: Int32Array, number: number) => offsets[number + 1]! > offsets[number]!
  const knowsItem = (item: number) => hasRatings(compareUsers ? byY.offsets : byX.offsets, item)
  let itemSides = compareUsers ? undefined : sides

  /** What is known without neighbours. */
  const baseOf = (party: Party, baseline: number): number =>
    centering === 'none' ? mean : centering === 'baseline' ? baseline : party.mean
  const isEnough = ({ count }: Weighed) => count >= minimumNeighbours
  const finish = (weighed: Weighed, party: Party, baseline: number): number => {
    const base = baseOf(party, baseline)
    if (!isEnough(weighed)) return base
    const average = weighed.sum / weighed.weight
    return centering === 'none' ? average : base + (centering === 'z-score' ? average * party.deviation : average)
  }
  const baselineOf = (user: number, item: number) => mean + (biases.user[user] ?? 0) + (biases.item[item] ?? 0)
  const unknown = (user: number, item: number) => (centering === 'baseline' ? baselineOf(user, item) : mean)
  const gather = (row: Float64Array, y: number): Weighed => {
    const from = byY.offsets[y]!
    const count = byY.offsets[y + 1]! - from
    for (let entry = 0; entry < count; entry++) {
      similarities[entry] = row[byY.others[from + entry]!]!
      parts[entry] = contributions[from + entry]!
    }
    return weigh(similarities, parts, count)
  }
  const valueOf = (x: number, y: number): number => {
    const [user, item] = compareUsers ? [x, y] : [y, x]
    if (!hasRatings(byX.offsets, x) || !hasRatings(byY.offsets, y)) return unknown(user, item)
    return finish(gather(sides.similaritiesOf(x), y), sides.partyOf(x), baselineOf(user, item))
  }
  /** Visits pairs by their compared side, so that similarities of one are looked up once. */
  const visit = (users: Int32Array, wanted: Int32Array, take: (position: number, x: number, y: number) => void) => {
    const [x, y] = compareUsers ? [users, wanted] : [wanted, users]
    const order = Int32Array.from(x.keys()).sort((a, b) => x[a]! - x[b]! || a - b)
    for (const position of order) take(position, x[position]!, y[position]!)
  }
  const foldIn = (given: Int32Array, values: Float32Array | null) => {
    const history = ratedHistory(given, values, mean, knowsItem)
    const bias = foldBias(history, biases.item, mean, usualBiasSettings.userRegularization)
    return { history, bias, party: sides.party(history.values, bias) }
  }
  type Folded = ReturnType<typeof foldIn>
  /** Neighbours of one item for a folded history, when items are compared. */
  const gatherOwn = ({ history, bias }: Folded, similarityTo: (position: number) => number): Weighed => {
    history.items.forEach((source, position) => {
      const base = mean + bias + biases.item[source]!
      similarities[position] = similarityTo(position)
      parts[position] = contributionOf(centering, history.values[position]!, sides.partyOf(source), base)
    })
    return weigh(similarities, parts, history.items.length)
  }
  const foldedBase = ({ bias, party, history }: Folded, item: number): [Party, number] => [
    compareUsers ? party : sides.partyOf(item),
    mean + (history.items.length > 0 ? bias : 0) + biases.item[item]!,
  ]
  const unknownTo = ({ history }: Folded, item: number) => history.items.length === 0 || !knowsItem(item)
  const fallbackOf = ({ bias }: Folded, item: number) =>
    centering === 'baseline' ? mean + bias + biases.item[item]! : mean

  return {
    score(users, into) {
      const outer = compareUsers ? users : Int32Array.from({ length: items }, (_, item) => item)
      const inner = compareUsers ? items : users.length
      outer.forEach((x, position) => {
        for (let other = 0; other < inner; other++) {
          const cell = compareUsers ? position * items + other : other * items + x
          into[cell] = valueOf(x, compareUsers ? other : users[other]!)
        }
      })
    },
    predict(users, wanted, into) {
      visit(users, wanted, (position, x, y) => (into[position] = clip(valueOf(x, y), range)))
    },
    fallsBack(users, wanted) {
      const marks = new Uint8Array(users.length)
      if (centering === 'baseline') return marks
      visit(users, wanted, (position, x, y) => {
        const known = hasRatings(byX.offsets, x) && hasRatings(byY.offsets, y)
        const judged = known && (centering !== 'none' || isEnough(gather(sides.similaritiesOf(x), y)))
        marks[position] = judged ? 0 : 1
      })
      return marks
    },
    scoreHistory(given, values, into) {
      scoreFolded(foldIn(given, values), into)
    },
    similarItems(item, count) {
      itemSides ??= buildSides(pairs, range, biases, { ...settings, between: 'items' })
      return largest(itemSides.similaritiesOf(item), item, count)
    },
    explain(given, values, item) {
      const folded = foldIn(given, values)
      if (unknownTo(folded, item)) return { parts: [], rest: fallbackOf(folded, item), exact: !compareUsers }
      const [party, baseline] = foldedBase(folded, item)
      const row = compareUsers ? sides.similaritiesTo(folded.history, folded.bias) : sides.similaritiesOf(item)
      const weighed = compareUsers
        ? gather(row, item)
        : gatherOwn(folded, (position) => row[folded.history.items[position]!]!)
      const base = baseOf(party, baseline)
      if (!isEnough(weighed)) return { parts: [], rest: base, exact: !compareUsers }
      const scale = (centering === 'z-score' ? party.deviation : 1) / weighed.weight
      const amounts = new Map<number, number>()
      for (const place of chosen.slice(0, weighed.count))
        for (const source of sourcesOf(folded.history, item, place)) {
          const amount = (scale * similarities[place]! * parts[place]!) / sourcesOf(folded.history, item, place).length
          amounts.set(source, (amounts.get(source) ?? 0) + amount)
        }
      const found = [...amounts].map(([source, amount]): ScorePart => ({ item: source, amount }))
      return {
        parts: found.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount)),
        rest: centering === 'none' ? 0 : base,
        exact: !compareUsers,
      }
    },
    save,
  }

  /** The items of the history that speak through one neighbour: the neighbour itself, or what a similar user has in common. */
  function sourcesOf(history: RatedHistory, item: number, place: number): Int32Array {
    if (!compareUsers) return history.items.subarray(place, place + 1)
    const neighbour = byY.others[byY.offsets[item]! + place]!
    const theirs = new Set(byX.others.subarray(byX.offsets[neighbour], byX.offsets[neighbour + 1]))
    return history.items.filter((own) => theirs.has(own))
  }

  function scoreFolded(folded: Folded, into: Scores): void {
    const { history, bias } = folded
    const rows = compareUsers
      ? [sides.similaritiesTo(history, bias)]
      : Array.from(history.items, (source) => sides.similaritiesOf(source))
    for (let item = 0; item < items; item++) {
      if (unknownTo(folded, item)) {
        into[item] = fallbackOf(folded, item)
        continue
      }
      const weighed = compareUsers ? gather(rows[0]!, item) : gatherOwn(folded, (position) => rows[position]![item]!)
      into[item] = finish(weighed, ...foldedBase(folded, item))
    }
  }
}

function widestRow(offsets: Int32Array): number {
  let most = 0
  for (let row = 0; row + 1 < offsets.length; row++) most = Math.max(most, offsets[row + 1]! - offsets[row]!)
  return most
}
