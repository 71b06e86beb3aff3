import { existsSync } from 'node:fs'
import path from 'node:path'
import { RecbenchError } from '../../contract/errors.ts'
import { readText } from '../reference-files.ts'
import type { Places } from '../section.ts'

/** One log of a campaign of the Open Bandit data, in the order of its timestamps. */
export interface CampaignLog {
  /** Largest item number + 1. */
  readonly actions: number
  readonly positions: number
  /** Columns of the users' features when each is one-hot without its first level. */
  readonly features: number
  readonly action: Float64Array
  /** From 0. */
  readonly position: Int32Array
  readonly reward: Float64Array
  readonly propensity: Float64Array
}

/** `data/obd-CAMPAIGN/POLICY/CAMPAIGN.csv`, gzipped or not. */
const fileOf = ({ data }: Places, campaign: string, policy: string) =>
  path.join(data, `obd-${campaign}`, policy, `${campaign}.csv.gz`)

/** Whether the data folder holds the campaign. */
export const hasCampaign = ({ data }: Places, campaign: string) => existsSync(path.join(data, `obd-${campaign}`))

/**
 * Reads the log that a policy collected, `random` or `bts`. Positions are ranked from 0, since their numbers in the files begin at 1.
 *
 * @throws RecbenchError `not-found` without the file, `bad-input` when it lacks a column
 */
export function readCampaign(places: Places, campaign: string, policy: string): CampaignLog {
  const file = fileOf(places, campaign, policy)
  const [header, ...lines] = readText(file).trim().split(/\r?\n/)
  const names = header!.split(',')
  const column = (name: string) => {
    const at = names.indexOf(name)
    if (at < 0) throw new RecbenchError('bad-input', `The file ${file} has no column "${name}".`)
    return at
  }
  const [time, item, place] = [column('timestamp'), column('item_id'), column('position')]
  const [click, score] = [column('click'), column('propensity_score')]
  const cells = lines.map((line) => line.split(',')).sort((a, b) => compareTexts(a[time]!, b[time]!))
  const numbers = (at: number) => Float64Array.from(cells, (row) => Number(row[at]))
  const action = numbers(item)
  const shown = numbers(place)
  const ranks = [...new Set(shown)].sort((a, b) => a - b)
  const users = names.flatMap((name, at) => (name.includes('user_feature') ? [at] : []))
  return {
    actions: action.reduce((largest, id) => Math.max(largest, id), 0) + 1,
    positions: ranks.length,
    features: users.reduce((sum, at) => sum + new Set(cells.map((row) => row[at])).size - 1, 0),
    action,
    position: Int32Array.from(shown, (number) => ranks.indexOf(number)),
    reward: numbers(click),
    propensity: numbers(score),
  }
}

const compareTexts = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
