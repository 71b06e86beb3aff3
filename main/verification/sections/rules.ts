import path from 'node:path'
import { RecbenchError } from '../../contract/errors.ts'
import { fpGrowth, minimumCount, type Itemsets } from '../../math/association/fp-growth.ts'
import type { RuleMeasure } from '../../contract/rules.ts'
import { deriveRules, sortRules, valueOf, type Rule } from '../../math/association/rules.ts'
import { familyFolder, readRows, readText } from '../reference-files.ts'
import { compareNumber, notCompared, type VerifiedRow } from '../row.ts'
import { compareLists, parseKeyed, type KeyedRows } from '../rules/compare-lists.ts'
import { readPlan } from '../rules/plan.ts'
import { readBaskets, type ReadBaskets } from '../rules/read-baskets.ts'
import type { Job, Places, Section } from '../section.ts'
import { flatten, type Nested, type Value } from '../statistics/columns.ts'

const file = 'f-rules.json'

interface RulesRow {
  readonly id: string
  readonly data: string
  readonly config: { readonly filter?: string; readonly min_support?: number; readonly rule_metric?: string }
  readonly metrics: Nested
  readonly tolerance: number
  readonly note: string
}

/** Measures under the names of the reference. */
const names: Readonly<Record<string, RuleMeasure>> = {
  support: 'support',
  confidence: 'confidence',
  lift: 'lift',
  leverage: 'leverage',
  conviction: 'conviction',
  zhangs_metric: 'zhang',
  jaccard: 'jaccard',
  certainty: 'certainty',
  kulczynski: 'kulczynski',
  representativity: 'representativity',
}

/** Frequent itemsets and association rules: how many, the best ones, and the complete lists. */
export const rules: Section = {
  name: 'rules',
  plan: (places) =>
    readRows<RulesRow>(places, 'classic', file).map(({ id }): Job => ({
      section: 'rules',
      key: id,
      seconds: 5,
      fast: true,
    })),
  run: async ({ key }, { places }) => {
    const row = readRows<RulesRow>(places, 'classic', file).find(({ id }) => id === key)!
    const plan = row.config.filter === undefined ? undefined : readPlan(row.config.filter)
    if (!plan) return [notCompared(row.id, 'skipped', `Filter of an unknown form: ${row.config.filter ?? 'none'}.`)]
    const share = row.config.min_support
    if (share === undefined) return [notCompared(row.id, 'skipped', 'The config names no min_support.')]
    return compareRow(row, share, await readBaskets(row.data, plan, places), places)
  },
}

async function compareRow(row: RulesRow, share: number, read: ReadBaskets, places: Places): Promise<VerifiedRow[]> {
  const { baskets, items } = read
  const least = minimumCount(share, baskets.count)
  const itemsets = await fpGrowth(baskets, { minimumCount: least })
  const found = deriveRules(itemsets, baskets.count, readMetric(row.config.rule_metric))
  const textOf = (side: readonly number[]) => side.map((item) => items[item]!).join('+')
  const ours = new Map(flatten(summarise(row, read, least, itemsets, found, textOf)))
  const numbers = flatten(row.metrics).map(([name, value]) => compareValue(row, name, ours.get(name), value))
  return [...numbers, ...compareComplete(row, baskets.count, itemsets, found, textOf, places)]
}

type TextOf = (side: readonly number[]) => string

function summarise(
  { metrics }: RulesRow,
  { baskets, items, rowsInFile, rowsKept }: ReadBaskets,
  least: number,
  itemsets: Itemsets,
  found: readonly Rule[],
  textOf: TextOf,
): Nested {
  const sizes: Record<string, number> = {}
  itemsets.counts.forEach((_, set) => {
    const size = itemsets.offsets[set + 1]! - itemsets.offsets[set]!
    sizes[size] = (sizes[size] ?? 0) + 1
  })
  const top = Object.keys(metrics).flatMap((key): [string, Value][] => {
    const [, count, name] = /^top(\d+)_rules_by_(\w+)$/.exec(key) ?? []
    const measure = names[name ?? '']
    if (!measure) return []
    const before = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
    const sorted = sortRules(
      found,
      measure,
      baskets.count,
      (a, b) =>
        before(textOf(a.antecedents), textOf(b.antecedents)) || before(textOf(a.consequents), textOf(b.consequents)),
    )
    const shown = sorted.slice(0, Number(count))
    return [[key, shown.map((rule) => ({ ...sides(rule, textOf), ...values(rule, baskets.count, ' ') }))]]
  })
  return {
    rows_in_file: rowsInFile,
    rows_kept: rowsKept,
    invoices: baskets.count,
    items: items.length,
    itemsets: itemsets.counts.length,
    itemsets_by_size: sizes,
    rules: found.length,
    min_count: least,
    ...Object.fromEntries(top),
  }
}

const sides = ({ antecedents, consequents }: Rule, textOf: TextOf) => ({
  antecedents: textOf(antecedents),
  consequents: textOf(consequents),
})

/** Every measure of a rule; infinite conviction stays infinite. */
const values = (rule: Rule, count: number, blank: string): Record<string, number> => ({
  [`antecedent${blank}support`]: rule.antecedentCount / count,
  [`consequent${blank}support`]: rule.consequentCount / count,
  ...Object.fromEntries(Object.entries(names).map(([name, measure]) => [name, valueOf(rule, measure, count)])),
})

function compareValue({ id, tolerance }: RulesRow, name: string, ours: Value, reference: Value): VerifiedRow {
  if (typeof reference === 'string') {
    const note = ours === reference ? '' : `ours is "${String(ours)}", the reference has "${reference}"`
    return compareNumber(id, name, Number(ours === reference), 1, 0, note)
  }
  const value = reference as number | null
  if (ours === undefined)
    return { ...notCompared(id, 'fail', 'no value of this name is computed'), metric: name, reference: value }
  const mine = ours === Infinity ? null : (ours as number)
  return compareNumber(id, name, mine, value, tolerance * Math.max(1, Math.abs(value ?? 0)))
}

/** The complete lists that the note names: one of itemsets, one of rules. */
function compareComplete(
  row: RulesRow,
  count: number,
  itemsets: Itemsets,
  found: readonly Rule[],
  textOf: TextOf,
  places: Places,
): VerifiedRow[] {
  const folder = familyFolder(places, 'classic', file)!
  const lists = [...new Set(row.note.match(/lists\/[\w.-]+\.csv(\.gz)?/g) ?? [])]
  return lists.flatMap((list) => {
    const text = readText(path.join(folder, list))
    const ofRules = text.startsWith('antecedents,')
    const isKey = (column: string) => (ofRules ? /^(antecedents|consequents)$/.test(column) : column === 'itemset')
    const ours = ofRules ? keyRules(found, count, textOf) : keyItemsets(itemsets, count, textOf)
    return compareLists(row.id, list, ours, parseKeyed(text, isKey), row.tolerance)
  })
}

const keyRules = (found: readonly Rule[], count: number, textOf: TextOf): KeyedRows =>
  new Map(found.map((rule) => [`${textOf(rule.antecedents)} → ${textOf(rule.consequents)}`, values(rule, count, '_')]))

const keyItemsets = ({ offsets, items, counts }: Itemsets, total: number, textOf: TextOf): KeyedRows =>
  new Map(
    counts.map((count, set) => {
      const whole = items.slice(offsets[set], offsets[set + 1])
      return [textOf(whole), { size: whole.length, count, support: count / total }]
    }),
  )

/** `confidence >= 0` as a measure and its threshold. */
function readMetric(text = 'confidence >= 0'): { measure: RuleMeasure; threshold: number } {
  const [, name, threshold] = /^(\w+)\s*>=\s*(-?[\d.]+)$/.exec(text) ?? []
  const measure = names[name ?? '']
  if (!measure) throw new RecbenchError('bad-input', `The rule_metric "${text}" is not of the form "confidence >= 0".`)
  return { measure, threshold: Number(threshold) }
}
