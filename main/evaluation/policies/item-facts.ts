import type { InteractionColumns } from '../../data/interactions.ts'

/** Price of every item, from the table of items; a sentence that says what is missing where there is none. */
export function pricesOf({ side }: InteractionColumns): Float64Array | string {
  if (!side?.items) return 'The data have no table of items with a price.'
  const column = side.items.numbers.find(({ name }) => /price/i.test(name))
  return column?.values ?? 'The table of items has no column of prices, one with "price" in its name.'
}

/** Prices of some items; a sentence where one of them has none. */
export function pricesOfArms(log: InteractionColumns, items: Int32Array): Float64Array | string {
  const prices = pricesOf(log)
  if (typeof prices === 'string') return prices
  const own = Float64Array.from(items, (item) => prices[item] ?? Number.NaN)
  const missing = own.reduce((count, price) => count + (price >= 0 ? 0 : 1), 0)
  return missing === 0 ? own : `${missing} of the ${items.length} items have no price.`
}

/** What items are called: by the title of the table of items where there is one, otherwise by their identifier. */
export function namesOfItems(
  { side }: InteractionColumns,
  items: Int32Array,
  identifiers: readonly string[],
): string[] {
  const titles = side?.items?.texts.find(({ name }) => /^(title|name|item_?name|product_?name)$/i.test(name))
  return Array.from(items, (item, arm) => titles?.values[item] || identifiers[item] || String(arm + 1))
}

/** Events that the mean over all items counts for, beside an item's own. */
const prior = 10

/**
 * Probability that who met an item valued it at the threshold or above, taken for a purchase after a click:
 *
 *   C_k = (m_k + 10 m̄) / (n_k + 10),   n_k events of the item, m_k of them at the threshold, m̄ the mean over these items
 *
 * or a sentence where the log tells no purchases.
 */
export function purchasesOf(
  { item, value, items: count }: InteractionColumns,
  items: Int32Array,
  threshold: number | undefined,
): Float64Array | string {
  if (!value)
    return 'The log has no values by which purchases could be told from clicks; the recipe step "events" gives each kind of event one.'
  if (threshold === undefined) return 'Without a threshold, no value of the log is a purchase (--threshold).'
  const events = new Float64Array(count)
  const bought = new Float64Array(count)
  for (let row = 0; row < item.length; row++) {
    events[item[row]!]! += 1
    if (value[row]! >= threshold) bought[item[row]!]! += 1
  }
  const sum = (of: Float64Array) => items.reduce((total, each) => total + of[each]!, 0)
  const mean = sum(bought) / sum(events)
  return Float64Array.from(items, (each) => (bought[each]! + prior * mean) / (events[each]! + prior))
}
