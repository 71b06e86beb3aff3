import path from 'node:path'
import { RecbenchError } from '../contract/errors.ts'
import type { ReadingOptions } from '../contract/experiment.ts'
import { experimentFlags, experimentFromFlags, type FlagValues } from '../host/spelling.ts'
import type { Option, Options, Values } from './command.ts'

type Flag = keyof typeof experimentFlags

const column = (role: string) => `The column of the ${role}: its header, or its number from 1.`

const help: Record<Flag, string> = {
  data: 'A file, or the name of a data set or sample of the workspace.',
  fold: 'Files with your own split, TRAIN,TEST or TRAIN,VALIDATION,TEST; repeat it for several folds.',
  format: 'How the file is laid out (csv, parquet, jsonl, inter, lists, ...); guessed when absent.',
  encoding: 'utf-8, latin-1, gb18030 or utf-16le; guessed when absent.',
  delimiter: 'What stands between columns, such as , or \\t or ::; guessed when absent.',
  'no-header': 'The first line is data.',
  header: 'The first line names the columns.',
  user: column('user'),
  item: column('item'),
  time: column('time'),
  value: column('rating, weight or reward'),
  event: column('kind of event'),
  query: column('query'),
  position: column('position shown'),
  action: column('action'),
  propensity: column('propensity'),
  reward: column('reward'),
  context: column('context'),
  ignore: 'A column to leave out.',
  items: 'A table of items (title, category, price, ...) to join; without it one beside the log is looked for.',
  'item-key': 'The column of that table that holds the items of the log; guessed when absent.',
  users: 'A table of users to join; without it one beside the log is looked for.',
  'user-key': 'The column of that table that holds the users of the log; guessed when absent.',
  prepare: 'Recipe steps as JSON, such as \'[{"step":"kCore","user":5,"item":5}]\'.',
  split:
    'time:0.8, rolling:3, last:5, loo, kfold:5, kfold:5,over=users, ratio:0.8, strong:0.1, cold-users:0.1, cold-items:0.1 or given; settings follow as ,name=value. Without it: time:0.8 where there are times, otherwise kfold:5.',
  models: 'Models with settings, such as popularity,ease:regularization=250; "recbench models" lists them.',
  metrics: 'Metrics with cutoff, such as ndcg@10,recall@20; "recbench metrics" lists them.',
  threshold: 'An event is relevant from this value on; without it every event counts.',
  profile:
    'Whose metric definitions: recbole, elliot, lenskit, liang, implicit, recommenders, ncf, cornac, ranx, trec or surprise; recbench when absent. "recbench metrics" says what differs.',
  ties: 'How equal scores fall: seeded (by a hash of seed, user and item) or lower-item; seeded when absent.',
  candidates:
    'What is ranked: all items, or with a sample of negatives: uniform:99, popularity:99 or file:PATH; all when absent.',
  tuning: 'A search over settings written as a|b|c, as JSON, such as \'{"search":"grid","metric":"ndcg@10"}\'.',
  policies: 'Value the models as policies too, as JSON, such as \'{"rounds":2000,"repeats":5}\'.',
  test: 'How models are compared with the best one, user by user: t, wilcoxon, permutation or sign; t when absent.',
  correction:
    'For many comparisons: holm, hommel, bonferroni, benjamini-hochberg, benjamini-yekutieli or none; holm when absent.',
  level: 'An adjusted p below it is called significant; 0.05 when absent.',
  seed: 'The seed of everything random; 2020 when absent.',
  engine: 'Where it runs: local.',
  threads: 'How many threads; must not change a result.',
  backend: 'For deep models: auto, tensorflow, webgpu, wasm or cpu.',
}

const toOption = (flag: Flag): Option => ({ ...experimentFlags[flag], help: help[flag] })
const pick = (flags: readonly Flag[]): Options => Object.fromEntries(flags.map((flag) => [flag, toOption(flag)]))

const readingFlags = Object.keys(experimentFlags).slice(2, Object.keys(experimentFlags).indexOf('prepare')) as Flag[]

export const experimentOptions = pick(Object.keys(experimentFlags) as Flag[])
export const readingOptions = pick(readingFlags)

/** Paths of side tables become absolute, so that a record does not depend on where the command was given. */
export function withSidePaths(flags: FlagValues): FlagValues {
  const named = (['items', 'users'] as const).filter((name) => typeof flags[name] === 'string')
  return { ...flags, ...Object.fromEntries(named.map((name) => [name, path.resolve(flags[name] as string)])) }
}

export function toReadingOptions(values: Values): ReadingOptions {
  const flags = Object.fromEntries(readingFlags.map((flag) => [flag, values[flag]])) as FlagValues
  const { data } = experimentFromFlags(withSidePaths(flags)) as { data: ReadingOptions }
  return data
}

/** Errors: `invalid-parameter` where an option says how to read a file, and the data set is there already. */
export function refuseReadingOptions(values: Values, name: string): void {
  const given = readingFlags.filter((flag) => values[flag] !== undefined)
  if (given.length > 0)
    throw new RecbenchError(
      'invalid-parameter',
      `${given.map((flag) => `--${flag}`).join(', ')} would say how to read a file, but "${name}" is a data set that was read already.`,
      { remedy: 'Leave it out, or name the file instead of the data set to read it anew.' },
    )
}
