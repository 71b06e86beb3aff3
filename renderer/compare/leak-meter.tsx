import type { DatasetSummary } from '../../main/contract/api/data.ts'
import type { ModelInfo } from '../../main/contract/api/models.ts'
import type { LeakAudit } from '../../main/contract/api/runs.ts'
import { needsFoldIn } from '../../main/contract/splits.ts'
import { formatPercent } from '../../main/figures/format.ts'
import { call, useAnswer } from '../client/client.ts'
import { Banner } from '../components/notice.tsx'
import { t, tMaybe } from '../i18n/t.ts'
import { isSeed, splitProblems, type Draft } from './draft.ts'

interface LeakMeterProps {
  readonly draft: Draft
  readonly data: DatasetSummary | undefined
  readonly models: readonly ModelInfo[]
}

/** Share of test events from which on a sentence says what it means. */
const large = 0.05

/** What the chosen split would let through, before the run. */
export function LeakMeter({ draft, data, models }: LeakMeterProps) {
  const { split, prepare, seed } = draft
  const name = draft.data.name
  const ready =
    name !== undefined && isSeed(seed) && !Object.keys(splitProblems(split)).length && split.kind !== 'given'
  const key = JSON.stringify([name, data?.hash, prepare, split, seed])
  const audit = useAnswer(
    key,
    ready ? (signal) => call('data/leak', { name, recipe: [...prepare], split, seed }, signal) : undefined,
  )
  const unable = needsFoldIn(split)
    ? models.filter(({ id, abilities }) => !abilities.foldsIn && draft.models.some((one) => one.id === id))
    : []
  return (
    <>
      {unable.length > 0 && (
        <Banner level="warning">
          {t('These cannot fold in a history and will fail here: {models}.', {
            models: unable.map(({ id }) => id).join(', '),
          })}
        </Banner>
      )}
      {ready && (
        <section class="leak-meter" aria-label={t('What the split lets through')} aria-busy={audit.loading}>
          <h3 class="field-label">{t('What the split lets through')}</h3>
          {audit.error ? (
            <p class="field-problem">{tMaybe(audit.error.message)}</p>
          ) : audit.value ? (
            <Audit leak={audit.value} />
          ) : (
            <p class="field-hint">{t('Looking at the split…')}</p>
          )}
        </section>
      )}
    </>
  )
}

function Audit({ leak }: { readonly leak: LeakAudit }) {
  const { futureOfSameUser, futureOfOthers, ties, repeatedPairs, droppedUsers, droppedItems, counts } = leak
  const sentence =
    futureOfSameUser === null || futureOfOthers === null
      ? t('The log has no times, so leaks from the future cannot be measured.')
      : futureOfSameUser >= large
        ? t(
            'Models learn from the future of the very users they are tested on. Fine to compare models; use a time split for a decision.',
          )
        : futureOfOthers >= large
          ? t('Models learn from what other users did later. Fine to compare models; use a time split for a decision.')
          : t('No test event is older than a training event.')
  const isLarge = (futureOfSameUser ?? 0) >= large || (futureOfOthers ?? 0) >= large
  return (
    <>
      <Meter label={t('older than training of the same user')} share={futureOfSameUser} bad />
      <Meter label={t('older than training of other users')} share={futureOfOthers} bad />
      <Meter label={t('at the time of a training event')} share={ties} bad />
      {repeatedPairs > 0 && <Meter label={t('pair also in training')} share={repeatedPairs} bad />}
      {repeatedPairs >= large && (
        <p class="field-hint">
          {t('Pairs that are also in training do not count: nobody is recommended what they had.')}
        </p>
      )}
      {droppedUsers > 0 && <Meter label={t('users without training')} share={droppedUsers} />}
      {droppedItems > 0 && <Meter label={t('items without training')} share={droppedItems} />}
      <p class="field-hint">
        {counts.folds > 1
          ? t('{count} test events in {folds} folds', { count: counts.testEvents, folds: counts.folds })
          : t('{count} test events', { count: counts.testEvents })}
        {counts.unused > 0 && ` · ${t('{count} events in no part', { count: counts.unused })}`}
      </p>
      {isLarge ? <Banner level="warning">{sentence}</Banner> : <p class="field-hint">{sentence}</p>}
    </>
  )
}

interface MeterProps {
  readonly label: string
  readonly share: number | null
  /** Whether more of it makes results less believable. */
  readonly bad?: boolean
}

function Meter({ label, share, bad = false }: MeterProps) {
  const text = share === null ? '–' : formatPercent(share, 1)
  return (
    <div class="leak-row">
      <span class="elide" title={label}>
        {label}
      </span>
      <span class="leak-track" aria-hidden="true">
        <i class={bad && (share ?? 0) >= large ? 'bad' : ''} style={{ width: `${100 * (share ?? 0)}%` }} />
      </span>
      <span class="leak-share">{text}</span>
    </div>
  )
}
