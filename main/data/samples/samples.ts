import { fileURLToPath } from 'node:url'
import type { ImportSummary, Sample } from '../../contract/api/data.ts'
import { RecbenchError } from '../../contract/errors.ts'
import type { ReadingOptions } from '../../contract/experiment.ts'
import { listEntries } from '../engine/catalog.ts'
import type { Database, Session } from '../engine/database.ts'
import { importFile } from '../ingest/import.ts'
import type { DataProgress } from '../service.ts'

interface ShippedSample extends Omit<Sample, 'imported'> {
  /** Path below `sample-data/`. */
  readonly file: string
  readonly options: ReadingOptions
}

/** The logs that come with Recbench; `sample-data/<folder>/README.md` tells where each is from. */
const samples: readonly ShippedSample[] = [
  {
    id: 'shop',
    title: 'Generated shop',
    description:
      'Views, carts and purchases of 1,500 users and 500 items with known tastes, made by a seeded generator.',
    licence: 'MIT, part of Recbench',
    rows: 66_867,
    file: 'shop/interactions.csv.gz',
    options: {},
  },
  {
    id: 'shop-exposures',
    title: 'Generated shop, exposures',
    description: 'Logged bandit feedback of the generated shop with true propensities and known expected rewards.',
    licence: 'MIT, part of Recbench',
    rows: 30_000,
    file: 'shop/exposures.csv.gz',
    options: {},
  },
  {
    id: 'online-retail',
    title: 'Online Retail',
    description: 'All sales of a British gift shop in 2010 and 2011, cleaned by a recipe that ships with them.',
    licence: 'CC0; Daqing Chen, doi:10.1057/dbm.2012.17',
    rows: 396_337,
    file: 'online-retail/online-retail.parquet',
    options: { roles: { user: 'CustomerID', item: 'StockCode', time: 'InvoiceDate', value: 'Quantity' } },
  },
  {
    id: 'open-bandit-women',
    title: 'Open Bandit, women, random policy',
    description: 'Recommendations of a fashion shop chosen uniformly at random, with clicks and propensities.',
    licence: 'Apache-2.0; Saito et al., arXiv:2008.07146',
    rows: 10_000,
    file: 'open-bandit-women/random/women.csv.gz',
    options: {},
  },
  {
    id: 'open-bandit-women-bts',
    title: 'Open Bandit, women, Thompson sampling',
    description: 'The same shop and week, chosen by Bernoulli Thompson sampling, with clicks and propensities.',
    licence: 'Apache-2.0; Saito et al., arXiv:2008.07146',
    rows: 10_000,
    file: 'open-bandit-women/bts/women.csv.gz',
    options: {},
  },
]

const pathOf = (file: string) => fileURLToPath(new URL(`../../../sample-data/${file}`, import.meta.url))

export async function listSamples(session: Session): Promise<readonly Sample[]> {
  const sources = new Set((await listEntries(session)).map(({ detail }) => detail.source))
  return samples.map(({ file, options: _, ...sample }) => ({ ...sample, imported: sources.has(pathOf(file)) }))
}

/** Imports a sample under its id; one that is there already is left as it is. Errors: `not-found` with the ids there are. */
export async function openSample(
  database: Database,
  workspace: string,
  id: string,
  signal: AbortSignal,
  notify: (progress: DataProgress) => void,
): Promise<ImportSummary> {
  const sample = samples.find((candidate) => candidate.id === id)
  if (!sample)
    throw new RecbenchError('not-found', `There is no sample "${id}".`, {
      remedy: `There are ${samples.map((candidate) => candidate.id).join(', ')}.`,
    })
  const file = pathOf(sample.file)
  const entries = await database.session(signal, listEntries)
  const present = entries.find(({ detail }) => detail.name === id && detail.source === file)
  if (present) return present.detail.import
  const { title, licence, options } = sample
  return importFile(database, workspace, { file, name: id, options, title, licence }, signal, notify)
}
