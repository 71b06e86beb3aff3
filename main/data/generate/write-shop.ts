import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { shopFiles } from './shop-files.ts'
import { shopPlan } from './shop.ts'

/** Writes the generated shop: `node main/data/generate/write-shop.ts [folder] [seed]`; the logs are packed. */
const [folder = 'sample-data/shop', seed = String(shopPlan.seed)] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
for (const [name, text] of Object.entries(shopFiles({ ...shopPlan, seed: Number(seed) }))) {
  const packed = name === 'interactions.csv' || name === 'exposures.csv'
  writeFileSync(path.join(folder, packed ? `${name}.gz` : name), packed ? gzipSync(text, { level: 9 }) : text)
}
