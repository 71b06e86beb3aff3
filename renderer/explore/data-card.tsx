import { Table2 } from 'lucide-preact'
import type { DatasetDetail, Profile } from '../../main/contract/api/data.ts'
import { KeyValues, Panel } from '../components/layout.tsx'
import { formatNumber, formatPercent, formatTime } from '../i18n/format.ts'
import { t, tMaybe } from '../i18n/t.ts'

interface TableListProps {
  readonly detail: DatasetDetail
  readonly current: string
  readonly onChoose: (table: string) => void
}

/** The tables of a data set. */
export function TableList({ detail, current, onChoose }: TableListProps) {
  return (
    <Panel side flush title={t('Tables')}>
      <ul class="table-list">
        {detail.tables.map((table) => (
          <li key={table.name}>
            <button
              type="button"
              class={table.name === current ? 'on' : ''}
              aria-current={table.name === current ? 'true' : undefined}
              onClick={() => onChoose(table.name)}
            >
              <Table2 size={14} strokeWidth={1.5} aria-hidden="true" />
              <span class="grow elide">{tMaybe(table.name)}</span>
              <span class="quiet numbers">{formatNumber(table.rows)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** What a data set is, in numbers, with its hash. */
export function DataCard({
  detail,
  profile,
}: {
  readonly detail: DatasetDetail
  readonly profile: Profile | undefined
}) {
  const entries: [string, string][] = [
    [t('Users'), formatNumber(detail.users)],
    [t('Items'), formatNumber(detail.items)],
    [t('Events'), formatNumber(detail.interactions)],
    [t('Density'), formatPercent(detail.density, 2)],
  ]
  if (detail.from && detail.to) {
    entries.push([t('From'), formatTime(detail.from)])
    entries.push([t('To'), formatTime(detail.to)])
  }
  if (profile) {
    entries.push([t('Gini of items'), formatNumber(profile.gini, 2)])
    if (profile.coldShare !== null) entries.push([t('Cold items, last 20 %'), formatPercent(profile.coldShare)])
    if (profile.sessions) entries.push([t('Sessions'), formatNumber(profile.sessions.count)])
    entries.push([t('Duplicate pairs'), formatNumber(profile.duplicates)])
  }
  if (detail.import.rejected > 0) entries.push([t('Rejected rows'), formatNumber(detail.import.rejected)])
  if (detail.licence) entries.push([t('Licence'), tMaybe(detail.licence)])
  return (
    <Panel side title={t('Data card')}>
      <KeyValues
        entries={[
          ...entries,
          [
            t('Hash'),
            <span class="mono" title={detail.hash}>
              {`${detail.hash.slice(0, 4)} ${detail.hash.slice(4, 8)}`}
            </span>,
          ],
        ]}
      />
    </Panel>
  )
}
