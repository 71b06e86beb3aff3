import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { keeps, readPlan } from '../../../../main/verification/rules/plan.ts'
import { rules } from '../../../../main/verification/sections/rules.ts'

/** Baskets of FR: 1 has a and b, 2 has a, b and c, 3 has a; one of UK and one cancelled are left out. */
const table = `Bill,Code,Note,Amount,Land
1,a,"x, y",1,FR
1,b,,2,FR
2,a,,1,FR
2,b,,1,FR
2,c,,1,FR
3,a,,1,FR
4,b,,1,UK
K5,b,,1,FR
3,b,,0,FR
`
const config = {
  filter: "Land == 'FR', Bill does not start with 'K', Amount > 0; basket = distinct Code of one Bill, text",
  min_support: 0.5,
  rule_metric: 'confidence >= 0',
}
const metrics = {
  rows_in_file: 9,
  rows_kept: 6,
  invoices: 3,
  items: 3,
  itemsets: 3,
  itemsets_by_size: { '1': 2, '2': 1 },
  rules: 2,
  min_count: 2,
  top1_rules_by_lift: [
    { antecedents: 'b', consequents: 'a', support: 2 / 3, confidence: 1, lift: 1, conviction: null },
  ],
}
const itemsets = 'size,itemset,count,support\n1,a,3,1\n1,b,2,0.666666666667\n2,a+b,2,0.666666666667\n'

async function verifyRow(given: object = {}, list = itemsets) {
  const folder = mkdtempSync(path.join(tmpdir(), 'recbench-rules-'))
  for (const each of ['lists', 'bills']) mkdirSync(path.join(folder, each))
  writeFileSync(path.join(folder, 'bills', 'bills.csv.gz'), gzipSync(table))
  writeFileSync(path.join(folder, 'lists', 'sets.csv.gz'), gzipSync(list))
  const note = 'itemsets in lists/sets.csv.gz'
  const row = { id: 'F/toy', data: 'bills', config, metrics, tolerance: 1e-9, note, ...given }
  writeFileSync(path.join(folder, 'f-rules.json'), JSON.stringify([row]))
  const places = { reference: folder, data: folder }
  const [job] = rules.plan(places)
  return rules.run(job!, { places, threads: 1, signal: new AbortController().signal })
}

describe('the section of rules', () => {
  it('reads columns, filter and baskets from the row', async () => {
    const rows = await verifyRow()
    expect(rows.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
    expect(rows.length).toBe(9 + 6 + 6)
  })

  it('says which set of a complete list is missing or too much', async () => {
    const rows = await verifyRow({}, itemsets.replace('2,a+b', '2,a+z'))
    expect(rows.filter(({ verdict }) => verdict === 'fail').map(({ note }) => note)).toEqual([
      'the first is a+z',
      'the first is a+b',
    ])
  })

  it('skips a filter of another form', async () => {
    const [row] = await verifyRow({ config: { ...config, filter: 'the usual rows' } })
    expect(row).toMatchObject({ verdict: 'skipped', note: 'Filter of an unknown form: the usual rows.' })
  })
})

describe('readPlan', () => {
  it('reads equalities, prefixes and comparisons, with commas in quotes', () => {
    const plan = readPlan("A == 'x, y', B starts with 'C', D >= -1.5; basket = distinct I of one K")
    expect(plan).toMatchObject({ basket: 'K', item: 'I' })
    const [equal, prefix, number] = plan!.clauses
    expect([keeps(equal!, 'x, y'), keeps(equal!, 'x')]).toEqual([true, false])
    expect([keeps(prefix!, 'C1'), keeps(prefix!, '1')]).toEqual([true, false])
    expect([keeps(number!, '-1.5'), keeps(number!, '-2')]).toEqual([true, false])
  })
})
