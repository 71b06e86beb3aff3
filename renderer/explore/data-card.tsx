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

/** What a data set is, in numbers, with its hash; with a filter on, what is left of it stands apart. */
export function DataCard({
  detail,
  profile,
  filtered,
}: {
  readonly detail: DatasetDetail
  /** Of the rows that the filters leave. */
  readonly profile: Profile | undefined
  readonly filtered: boolean
}) {
  const entries = sizes(detail)
  if (detail.from && detail.to) {
    entries.push([t('From'), formatTime(detail.from)])
    entries.push([t('To'), formatTime(detail.to)])
  }
  if (profile && !filtered) entries.push(...shape(profile))
  if (detail.import.rejected > 0) entries.push([t('Rejected rows'), formatNumber(detail.import.rejected)])
  if (detail.licence) entries.push([t('Licence'), tMaybe(detail.licence)])
  const hash = (
    <span class="mono" title={detail.hash}>
      {`${detail.hash.slice(0, 4)} ${detail.hash.slice(4, 8)}`}
    </span>
  )
  return (
    <>
      <Panel side title={t('Data card')}>
        <KeyValues entries={[...entries, [t('Hash'), hash]]} />
      </Panel>
      {profile && filtered && (
        <Panel side title={t('Of the filtered rows')}>
          <KeyValues entries={[...sizes(profile), ...shape(profile)]} />
        </Panel>
      )}
    </>
  )
}

const sizes = ({
  users,
  items,
  interactions,
  density,
}: Pick<Profile, 'users' | 'items' | 'interactions' | 'density'>): [string, string][] => [
  [t('Users'), formatNumber(users)],
  [t('Items'), formatNumber(items)],
  [t('Events'), formatNumber(interactions)],
  [t('Density'), formatPercent(density, 2)],
]

function shape({ gini, coldShare, sessions, duplicates }: Profile): [string, string][] {
  const entries: [string, string][] = [[t('Gini of items'), formatNumber(gini, 2)]]
  if (coldShare !== null) entries.push([t('Cold items, last 20 %'), formatPercent(coldShare)])
  if (sessions) entries.push([t('Sessions'), formatNumber(sessions.count)])
  return [...entries, [t('Duplicate pairs'), formatNumber(duplicates)]]
}
