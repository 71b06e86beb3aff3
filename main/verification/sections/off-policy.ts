import { RowArrays, readBanditRows, type BanditRow } from '../off-policy/bandit-row.ts'
import { compareCampaign } from '../off-policy/campaigns.ts'
import { compareExperiment } from '../off-policy/experiments.ts'
import { compareSlates } from '../off-policy/slates.ts'
import { compareSynthetic } from '../off-policy/synthetic.ts'
import { listFamily } from '../reference-files.ts'
import type { VerifiedRow } from '../row.ts'
import type { Places, Section } from '../section.ts'

type Compare = (row: BanditRow, arrays: RowArrays, places: Places) => VerifiedRow[] | Promise<VerifiedRow[]>

/** Files of the bandit family that value policies, and how their rows are compared. */
const files: Readonly<Record<string, Compare>> = {
  'ope-synthetic.json': compareSynthetic,
  'ope-slate.json': compareSlates,
  'ab.json': compareExperiment,
}

/** Files of campaigns of the Open Bandit data, whatever the campaign. */
const ofCampaign = /^obd-.*\.json$/

const filesIn = (places: Places): string[] => [
  ...Object.keys(files),
  ...listFamily(places, 'bandits').filter((file) => ofCampaign.test(file)),
]

const compareOf = (file: string): Compare => files[file] ?? compareCampaign

/** Off-policy evaluation: estimators on stored logs, with the reward models, policies and propensities of the reference. One job for each log. */
export const offPolicy: Section = {
  name: 'off-policy',
  plan: (places) =>
    filesIn(places).flatMap((file) =>
      [...byLog(places, file).keys()].map((log) => ({
        section: 'off-policy',
        key: `${log} ${file}`,
        seconds: ofCampaign.test(file) ? 20 : 5,
        fast: false,
      })),
    ),
  async run({ key }, { places }) {
    const [log, file] = key.split(' ') as [string, string]
    const arrays = new RowArrays(places, file)
    const compared: VerifiedRow[] = []
    for (const row of byLog(places, file).get(log)!) compared.push(...(await compareOf(file)(row, arrays, places)))
    return compared
  },
}

/** Rows of one file by the log they describe, the first part of their ids. */
const byLog = (places: Places, file: string): Map<string, BanditRow[]> =>
  Map.groupBy(readBanditRows(places, file), ({ id }) => id.split('.')[0]!)
