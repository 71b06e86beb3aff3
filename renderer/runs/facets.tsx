import { TriangleAlert } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import type { RunSummary } from '../../main/contract/api/runs.ts'
import { Checkbox, TextField } from '../components/fields.tsx'
import { Panel } from '../components/layout.tsx'
import { StateBadge } from '../components/state-badge.tsx'
import { formatCount } from '../i18n/format.ts'
import { t } from '../i18n/t.ts'
import { countValues } from './query.ts'

/** Values taken out of each facet; everything is in at first. */
export interface FacetChoice {
  readonly state: readonly string[]
  readonly data: readonly string[]
  readonly tag: readonly string[]
}

export const noFacets: FacetChoice = { state: [], data: [], tag: [] }

export const passesFacets = (run: RunSummary, { state, data, tag }: FacetChoice) =>
  !state.includes(run.state) &&
  !data.includes(run.data) &&
  !(run.tags.length > 0 && run.tags.every((one) => tag.includes(one)))

interface FacetsProps {
  readonly runs: readonly RunSummary[]
  readonly query: string
  readonly onQuery: (query: string) => void
  readonly choice: FacetChoice
  readonly onChoice: (choice: FacetChoice) => void
}

/** Query, facets with counts, and damaged runs by name. */
export function Facets({ runs, query, onQuery, choice, onChoice }: FacetsProps) {
  const damaged = runs.filter(({ damage }) => damage !== null)
  const toggle = (facet: keyof FacetChoice, value: string, on: boolean) =>
    onChoice({
      ...choice,
      [facet]: on ? choice[facet].filter((one) => one !== value) : [...choice[facet], value],
    })
  const list = (
    facet: keyof FacetChoice,
    title: string,
    values: readonly string[],
    mark: (value: string) => ComponentChildren,
  ) => {
    const counts = countValues(values)
    if (!counts.length) return null
    return (
      <section aria-label={title}>
        <h3>{title}</h3>
        {counts.slice(0, 12).map(([value, count]) => (
          <div key={value} class="run-facet">
            <Checkbox
              label={mark(value)}
              checked={!choice[facet].includes(value)}
              onChange={(on) => toggle(facet, value, on)}
            />
            <span class="quiet">{formatCount(count)}</span>
          </div>
        ))}
      </section>
    )
  }
  return (
    <Panel side grow label={t('Filters')}>
      <div class="run-facets">
        <TextField
          label={t('Filter runs')}
          hideLabel
          type="search"
          placeholder="model:ease ndcg@10 > 0.4"
          value={query}
          onInput={onQuery}
        />
        {list(
          'state',
          t('State'),
          runs.map(({ state }) => state),
          (value) => (
            <StateBadge state={value as RunSummary['state']} plain />
          ),
        )}
        {list(
          'data',
          t('Data'),
          runs.map(({ data }) => data),
          (value) => (
            <span class="elide">{value}</span>
          ),
        )}
        {list(
          'tag',
          t('Tags'),
          runs.flatMap(({ tags }) => tags),
          (value) => (
            <span class="elide">{value}</span>
          ),
        )}
        {damaged.map(({ id, damage }) => (
          <p key={id} class="damage">
            <TriangleAlert class="warn" size={15} strokeWidth={1.75} aria-hidden="true" />
            <span>{t('Run {id} is damaged: {why}', { id, why: damage! })}</span>
          </p>
        ))}
      </div>
    </Panel>
  )
}
