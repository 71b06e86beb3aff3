import { Download } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { ModelInfo } from '../../main/contract/api/models.ts'
import type { PushList, SegmentGroup } from '../../main/contract/api/recommend.ts'
import { pushCsv } from '../../main/contract/push-csv.ts'
import { segmentationTitle, segmentTitle } from '../../main/figures/segments.ts'
import { usePace } from '../charts/use-pace.ts'
import { call, finish, useAnswer, type Loaded } from '../client/client.ts'
import { saveText } from '../client/files.ts'
import { Button } from '../components/button.tsx'
import { NumberField, Select, TextField } from '../components/fields.tsx'
import { ErrorNotice } from '../components/notice.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { formatCount, formatNumber } from '../i18n/format.ts'
import { t, tCatalogue } from '../i18n/t.ts'
import { report } from '../state/notices.ts'

interface Draft {
  readonly by: string
  readonly segment: string
  readonly model: string
  readonly item: string
  readonly limit: number | null
}

export interface Push {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
  readonly groups: Loaded<readonly SegmentGroup[]>
  readonly answer: Loaded<PushList>
}

/** The groups of a data set's users, and the users of the chosen one for the chosen item. */
export function usePush(data: string | undefined, wanted: boolean): Push {
  const [draft, setDraft] = useState<Draft>({ by: 'rfm', segment: '', model: 'ease', item: '', limit: 100 })
  const groups = useAnswer(
    `segments ${data}`,
    data !== undefined && wanted
      ? (signal) => finish<readonly SegmentGroup[]>(call('recommend/segments', { data }), signal)
      : undefined,
  )
  const group = groups.value?.find(({ by }) => by === draft.by) ?? groups.value?.[0]
  const segment = group?.segments.find(({ name }) => name === draft.segment) ?? group?.segments[0]
  const item = usePace(draft.item.trim(), 500)
  const limit = Math.min(100_000, Math.max(1, Math.round(draft.limit ?? 100)))
  const answer = useAnswer(
    `push ${data} ${group?.by} ${segment?.name} ${draft.model} ${item} ${limit}`,
    data !== undefined && wanted && group && segment
      ? (signal) =>
          finish<PushList>(
            call('recommend/push', {
              data,
              model: { id: draft.model },
              segment: `${group.by}:${segment.name}`,
              limit,
              ...(item && { items: [item] }),
            }),
            signal,
          )
      : undefined,
  )
  return {
    draft: { ...draft, by: group?.by ?? draft.by, segment: segment?.name ?? '' },
    change: (part) => setDraft((old) => ({ ...old, ...part })),
    groups,
    answer,
  }
}

/** Which segment, which item, by which model. */
export function PushForm({ push, models }: { readonly push: Push; readonly models: readonly ModelInfo[] }) {
  const { draft, change, groups } = push
  if (groups.error) return <ErrorNotice error={groups.error} />
  if (!groups.value) return <Skeleton rows={4} />
  const group = groups.value.find(({ by }) => by === draft.by)
  return (
    <>
      <Select
        label={t('Group users by')}
        value={draft.by}
        options={groups.value.map(({ by }) => ({ value: by, label: segmentationTitle(by, t) }))}
        onChange={(by) => change({ by, segment: '' })}
      />
      <Select
        label={t('Segment')}
        value={draft.segment}
        options={(group?.segments ?? []).map(({ name, users }) => ({
          value: name,
          label: t('{name}, {count} users', { name: segmentTitle(draft.by, name, t), count: users }),
        }))}
        onChange={(segment) => change({ segment })}
      />
      <TextField
        label={t('Item id')}
        type="search"
        value={draft.item}
        hint={t('Leave it empty for the item in most lists of the segment.')}
        onInput={(item) => change({ item })}
      />
      <Select
        label={t('Model')}
        value={draft.model}
        options={models.map(({ id, title }) => ({ value: id, label: tCatalogue(title) }))}
        onChange={(model) => change({ model })}
      />
      <NumberField label={t('Users listed')} value={draft.limit} minimum={1} onInput={(limit) => change({ limit })} />
    </>
  )
}

/** The users, likeliest first, and a file of them. */
export function PushTable({ push: { answer, draft } }: { readonly push: Push }) {
  const list = answer.error ? undefined : answer.value
  const entry = list?.items[0]
  return (
    <section class={`push-list${answer.loading ? ' dimmed' : ''}`} aria-label={t('Push list')}>
      {answer.error && <ErrorNotice error={answer.error} />}
      {!list && answer.loading && <Skeleton rows={12} />}
      {list && entry && (
        <>
          <div class="panel-head">
            <h2>{entry.title ?? entry.item}</h2>
            <span class="panel-sub elide">
              {t('{count} of {all} users of {segment}, likeliest first', {
                count: entry.users.length,
                all: formatCount(list.segment.users),
                segment: segmentTitle(draft.by, list.segment.name, t),
              })}
            </span>
            <span class="spacer" />
            <Button
              icon={Download}
              onClick={() => void saveText(`push-${entry.item}.csv`, pushCsv(list), 'text/csv').catch(report)}
            >
              {t('Save as CSV')}
            </Button>
          </div>
          {entry.users.length === 0 && <p class="panel-foot">{t('Every user of the segment had this item.')}</p>}
          <div class="push-rows" tabIndex={0} role="region" aria-label={t('Push list')}>
            <table class="table">
              <thead>
                <tr>
                  <th scope="col">{t('User')}</th>
                  <th scope="col" class="right">
                    {t('Rank in own list')}
                  </th>
                  <th scope="col" class="right">
                    {t('Standard deviations above own mean')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {entry.users.slice(0, 1000).map(({ user, rank, score }) => (
                  <tr key={user}>
                    <td class="mono">{user}</td>
                    <td class="right">{rank}</td>
                    <td class="right">{formatNumber(score, 2)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  )
}
