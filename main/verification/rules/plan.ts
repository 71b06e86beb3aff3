/** Which rows count and what a basket is, as a reference row says it in words. */
export interface BasketPlan {
  readonly clauses: readonly Clause[]
  readonly basket: string
  readonly item: string
}

export type Clause =
  | { readonly kind: 'equal'; readonly column: string; readonly text: string; readonly wanted: boolean }
  | { readonly kind: 'prefix'; readonly column: string; readonly text: string; readonly wanted: boolean }
  | { readonly kind: 'compare'; readonly column: string; readonly sign: string; readonly number: number }

/**
 * Reads `Country == 'United Kingdom', InvoiceNo does not start with 'C', Quantity > 0; basket = distinct StockCode of one InvoiceNo, …`.
 * What follows the basket's definition only says what is not filtered. Undefined when a clause is of another form.
 */
export function readPlan(text: string): BasketPlan | undefined {
  const [conditions = '', definition = ''] = text.split(/;\s*(?=basket\s*=)/)
  const basket = /^basket\s*=\s*distinct (\w+) of one (\w+)/.exec(definition)
  const clauses = splitClauses(conditions).map(readClause)
  if (!basket || clauses.some((clause) => clause === undefined)) return undefined
  return { clauses: clauses as Clause[], item: basket[1]!, basket: basket[2]! }
}

/** At commas outside quotes. */
const splitClauses = (text: string): string[] =>
  (text.match(/(?:'[^']*'|[^,'])+/g) ?? []).map((clause) => clause.trim()).filter((clause) => clause !== '')

function readClause(text: string): Clause | undefined {
  const equal = /^(\w+)\s*(==|!=)\s*'(.*)'$/.exec(text)
  if (equal) return { kind: 'equal', column: equal[1]!, wanted: equal[2] === '==', text: equal[3]! }
  const prefix = /^(\w+) (does not start|starts) with '(.*)'$/.exec(text)
  if (prefix) return { kind: 'prefix', column: prefix[1]!, wanted: prefix[2] === 'starts', text: prefix[3]! }
  const number = /^(\w+)\s*(==|!=|>=|<=|>|<)\s*(-?[\d.]+)$/.exec(text)
  if (number) return { kind: 'compare', column: number[1]!, sign: number[2]!, number: Number(number[3]) }
  return undefined
}

/** Whether a row with this text in the clause's column stays. */
export function keeps(clause: Clause, cell: string): boolean {
  if (clause.kind === 'equal') return (cell === clause.text) === clause.wanted
  if (clause.kind === 'prefix') return cell.startsWith(clause.text) === clause.wanted
  const value = Number(cell)
  switch (clause.sign) {
    case '>':
      return value > clause.number
    case '>=':
      return value >= clause.number
    case '<':
      return value < clause.number
    case '<=':
      return value <= clause.number
    case '==':
      return value === clause.number
    default:
      return value !== clause.number
  }
}
