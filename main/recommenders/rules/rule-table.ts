import { fpGrowth, minimumCount, type Baskets, type Itemsets } from '../../math/association/fp-growth.ts'
import type { RuleMeasure } from '../../contract/rules.ts'
import { measureRule } from '../../math/association/measures.ts'

/** Rules with one item on the right side, grouped by the first item on the left: rules `offsets[i] … offsets[i + 1])` begin with item i. */
export interface RuleTable {
  readonly offsets: Int32Array
  readonly consequents: Int32Array
  readonly values: Float64Array
  /** Further items on the left of rule r: `others[otherOffsets[r] … otherOffsets[r + 1])`. */
  readonly otherOffsets: Int32Array
  readonly others: Int32Array
}

export interface RuleTableOptions {
  readonly support: number
  readonly confidence: number
  readonly measure: RuleMeasure
  /** Items of a rule, both sides together. */
  readonly largest: number
  readonly pause: (fraction: number) => Promise<void>
}

/** Mines the rules that a recommender scores with: positive by the measure, so that each speaks for its right side. */
export async function mineRules(baskets: Baskets, options: RuleTableOptions): Promise<RuleTable> {
  const { support, largest, pause } = options
  const minimum = minimumCount(support, baskets.count)
  return tabulate(await fpGrowth(baskets, { minimumCount: minimum, largest, pause }), baskets, options)
}

function tabulate(itemsets: Itemsets, { count, size }: Baskets, options: RuleTableOptions): RuleTable {
  const { offsets, items, counts } = itemsets
  const single = new Int32Array(size)
  const larger = new Map<string, number>()
  counts.forEach((times, set) => {
    const length = offsets[set + 1]! - offsets[set]!
    if (length === 1) single[items[offsets[set]!]!] = times
    else if (length < options.largest) larger.set(items.slice(offsets[set], offsets[set + 1]).join(), times)
  })
  const first: number[] = []
  const right: number[] = []
  const value: number[] = []
  const left: number[] = []
  const ends = [0]
  counts.forEach((times, set) => {
    if (offsets[set + 1]! - offsets[set]! < 2) return
    const whole = items.slice(offsets[set], offsets[set + 1])
    for (const consequent of whole) {
      const rest = whole.filter((item) => item !== consequent)
      const before = rest.length === 1 ? single[rest[0]!]! : larger.get(rest.join())!
      const worth = valueOf(options.measure, times, before, single[consequent]!, count)
      if (times / before < options.confidence || !(worth > 0)) continue
      first.push(rest[0]!)
      right.push(consequent)
      value.push(worth)
      for (const item of rest.slice(1)) left.push(item)
      ends.push(left.length)
    }
  })
  return group(size, first, right, value, left, ends)
}

/** The measure; the conviction of a rule that always held is that of one with a failure in one further basket. */
function valueOf(measure: RuleMeasure, both: number, a: number, c: number, count: number): number {
  const worth = measureRule(measure, both / count, a / count, c / count)
  return worth === Infinity ? (1 - c / count) * (a + 1) : worth
}

function group(
  size: number,
  first: readonly number[],
  right: readonly number[],
  value: readonly number[],
  left: readonly number[],
  ends: readonly number[],
): RuleTable {
  const offsets = new Int32Array(size + 1)
  for (const item of first) offsets[item + 1]!++
  for (let item = 0; item < size; item++) offsets[item + 1]! += offsets[item]!
  const next = offsets.slice()
  const order = new Int32Array(first.length)
  first.forEach((item, rule) => (order[next[item]!++] = rule))
  const otherOffsets = new Int32Array(first.length + 1)
  const others = new Int32Array(left.length)
  order.forEach((rule, place) => {
    const from = ends[rule]!
    const length = ends[rule + 1]! - from
    const start = otherOffsets[place]!
    for (let i = 0; i < length; i++) others[start + i] = left[from + i]!
    otherOffsets[place + 1] = start + length
  })
  return {
    offsets,
    otherOffsets,
    others,
    consequents: Int32Array.from(order, (rule) => right[rule]!),
    values: Float64Array.from(order, (rule) => value[rule]!),
  }
}
