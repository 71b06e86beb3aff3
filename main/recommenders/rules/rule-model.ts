import { pack, type Archive } from '../archive.ts'
import { historyColumns, historyOf, knownItems, readHistories, type Histories } from '../histories.ts'
import { largest } from '../item-weights.ts'
import type { Model, ScorePart, Scores } from '../recommender.ts'
import type { RuleTable } from './rule-table.ts'

export const combinations = ['best', 'sum'] as const
export type Combination = (typeof combinations)[number]

export interface RuleModel {
  readonly id: string
  readonly version: number
  readonly histories: Histories
  /** Share of baskets with each item. */
  readonly shares: Float64Array
  readonly combine: Combination
  readonly table: RuleTable
}

/**
 * Scores by rules whose left side is in the history; items that no rule concludes follow by popularity, below 0. A score is explained by the items on
 * the left of its rules, in equal parts.
 */
export function ruleModel(parts: RuleModel): Model {
  const { histories, shares, combine, table } = parts
  const { items } = histories
  const sums = new Float64Array(items)
  const present = new Uint8Array(items)
  const score = (history: Int32Array, into: Scores): void => {
    sums.fill(0)
    applying(table, history, present, (rule) => {
      const item = table.consequents[rule]!
      const value = table.values[rule]!
      sums[item] = combine === 'sum' ? sums[item]! + value : Math.max(sums[item]!, value)
    })
    for (let item = 0; item < items; item++) into[item] = sums[item]! > 0 ? sums[item]! : shares[item]! - 1
  }
  return {
    score(users, into) {
      users.forEach((user, row) => score(historyOf(histories, user), into.subarray(row * items, (row + 1) * items)))
    },
    scoreHistory: (history, _values, into) => score(knownItems(history, items), into),
    similarItems(item, k) {
      const row = new Float64Array(items)
      for (let rule = table.offsets[item]!; rule < table.offsets[item + 1]!; rule++)
        if (table.otherOffsets[rule] === table.otherOffsets[rule + 1])
          row[table.consequents[rule]!] = table.values[rule]!
      return largest(row, item, k)
    },
    explain: (history, _values, item) => explain(parts, present, knownItems(history, items), item),
    save: () => save(parts),
  }
}

/** Calls `use` for each rule whose whole left side is in the history. `present` is left as it was found, all 0. */
function applying(table: RuleTable, history: Int32Array, present: Uint8Array, use: (rule: number) => void): void {
  const { offsets, otherOffsets, others } = table
  for (const item of history) present[item] = 1
  for (const item of history)
    for (let rule = offsets[item]!; rule < offsets[item + 1]!; rule++) {
      let other = otherOffsets[rule]!
      const end = otherOffsets[rule + 1]!
      while (other < end && present[others[other]!] === 1) other++
      if (other === end) use(rule)
    }
  for (const item of history) present[item] = 0
}

function explain({ shares, combine, table }: RuleModel, present: Uint8Array, history: Int32Array, item: number) {
  const { offsets, consequents, values, otherOffsets, others } = table
  let rules: number[] = []
  applying(table, history, present, (rule) => {
    if (consequents[rule] === item) rules.push(rule)
  })
  if (rules.length === 0) return { parts: [], rest: shares[item]! - 1, exact: true }
  if (combine === 'best') rules = [rules.reduce((a, b) => (values[b]! > values[a]! ? b : a))]
  const amounts = new Map<number, number>()
  for (const rule of rules) {
    const left = [firstOf(offsets, rule), ...others.subarray(otherOffsets[rule], otherOffsets[rule + 1])]
    for (const source of left) amounts.set(source, (amounts.get(source) ?? 0) + values[rule]! / left.length)
  }
  const parts = Array.from(amounts, ([source, amount]): ScorePart => ({ item: source, amount }))
  return { parts: parts.sort((a, b) => b.amount - a.amount || a.item - b.item), rest: 0, exact: true }
}

/** The item whose rules a rule is among: the last with an offset at or before it. */
function firstOf(offsets: Int32Array, rule: number): number {
  let [low, high] = [0, offsets.length - 1]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (offsets[middle]! <= rule) low = middle
    else high = middle
  }
  return low
}

function save({ id, version, histories, shares, combine, table }: RuleModel): Uint8Array<ArrayBuffer> {
  const { offsets, consequents, values, otherOffsets, others } = table
  const rules = { ruleOffsets: offsets, consequents, worth: values, otherOffsets, others }
  return pack(id, version, { items: histories.items, combine }, { ...historyColumns(histories), shares, ...rules })
}

/** Reads what {@link ruleModel} saved. */
export function readRuleModel(archive: Archive): Omit<RuleModel, 'id' | 'version'> {
  const { facts, columns } = archive
  return {
    histories: readHistories(archive),
    shares: columns['shares'] as Float64Array,
    combine: facts['combine'] as Combination,
    table: {
      offsets: columns['ruleOffsets'] as Int32Array,
      consequents: columns['consequents'] as Int32Array,
      values: columns['worth'] as Float64Array,
      otherOffsets: columns['otherOffsets'] as Int32Array,
      others: columns['others'] as Int32Array,
    },
  }
}
