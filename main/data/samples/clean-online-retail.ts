import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { DuckDBInstance } from '@duckdb/node-api'
import { quoteText } from '../engine/values.ts'

/** Cleans the published Online Retail file: `node main/data/samples/clean-online-retail.ts online_retail.csv.gz [online-retail.parquet]`. Prints the rows and the checksum of the result. */
const [input, output = 'sample-data/online-retail/online-retail.parquet'] = process.argv.slice(2)
if (!input) {
  process.stderr.write('Name the published file: online_retail.csv or online_retail.csv.gz.\n')
  process.exit(2)
}
const recipe = readFileSync(new URL('../../../sample-data/online-retail/clean.sql', import.meta.url), 'utf8')
const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
await connection.run(recipe.replace('{input}', quoteText(input)).replace('{output}', quoteText(output)))
const counted = await connection.runAndReadAll(
  `SELECT count(*), count(DISTINCT CustomerID), count(DISTINCT StockCode) FROM read_parquet(${quoteText(output)})`,
)
const [rows, users, items] = counted.getRows()[0]!.map(Number)
const checksum = createHash('sha256').update(readFileSync(output)).digest('hex')
process.stdout.write(`${rows} rows, ${users} customers, ${items} products; SHA-256 ${checksum}\n`)
