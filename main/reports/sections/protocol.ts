import { formatCount, formatPercent, formatTime } from '../../figures/format.ts'
import { candidatesSentence } from '../../contract/candidates.ts'
import { describeSplit } from '../../contract/splits.ts'
import { leakEntries } from '../../figures/leak.ts'
import { describeSignificance } from '../../figures/significance.ts'
import type { Block } from '../document.ts'
import { ranksModels, type Context } from '../input.ts'
import { describePlan, tuningBlocks } from './tuning.ts'

/** How the comparison was made, and what the leak audit found. */
export function protocolSection(context: Context): Block[] {
  const { results, detail, t } = context
  if (!ranksModels(context)) return [{ kind: 'facts', entries: policyFacts(context) }]
  const { protocol, leak, tests } = results
  const { experiment } = detail
  const ranked = candidatesSentence(experiment.candidates)
  const tuning = experiment.tuning
  const entries: (readonly [string, string])[] = [
    [t('Split'), protocol.split],
    [t('Folds'), String(protocol.folds)],
    [t('Candidates'), t(ranked.key, ranked.values)],
    [t('Ties'), t(protocol.ties)],
    [t('Lists cut within equal scores'), spellTies(results.models)],
    [
      t('Relevant'),
      protocol.threshold === null ? t('every event') : t('values from {value} on', { value: protocol.threshold }),
    ],
    [t('Metric definitions'), protocol.profile],
    [t('Users evaluated'), formatCount(protocol.usersEvaluated)],
    [t('Averages'), t('mean over users with at least one relevant test item')],
    [t('Intervals'), t('95 %, over users')],
    [
      t('Tests'),
      tests.length
        ? t('{tests}, user by user, within each metric', { tests: describeSignificance(results, t) })
        : t('none'),
    ],
    [t('Tuning'), tuning ? describePlan(tuning, t) : t('none: settings as listed')],
    [t('Seed'), String(protocol.seed)],
    [t('Test part read'), protocol.testReadAt ? t('once, {time} UTC', { time: formatTime(protocol.testReadAt) }) : '–'],
    ...leakEntries(leak).map(({ key, share, text }): readonly [string, string] => [
      t(key),
      share === null ? t('not checked: no times') : text,
    ]),
    ...(leak.counts.unused > 0 ? [[t('Events in no part of a fold'), formatCount(leak.counts.unused)] as const] : []),
  ]
  return [{ kind: 'facts', entries }, ...tuningBlocks(context)]
}

/** How a run that ranks nothing was made. */
function policyFacts({ results, detail, t }: Context): (readonly [string, string])[] {
  const { policies: plan, split, seed } = detail.experiment
  return [
    [t('Training part'), describeSplit(split)],
    ...(plan && results.policies.some(({ simulation }) => simulation)
      ? [
          [t('Rounds'), formatCount(plan.rounds)] as const,
          [t('Repeats'), formatCount(plan.repeats)] as const,
          [t('Intervals'), t('95 %, over repeats')] as const,
        ]
      : []),
    [t('Seed'), String(seed)],
  ]
}

const spellTies = (models: Context['results']['models']) =>
  models
    .filter(({ tieRate }) => tieRate >= 0.005)
    .map(({ label, tieRate }) => `${label} ${formatPercent(tieRate)}`)
    .join(', ') || '–'
