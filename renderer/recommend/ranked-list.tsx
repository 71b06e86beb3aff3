import type { ModelInfo } from '../../main/contract/api/models.ts'
import type { RecommendedList } from '../../main/contract/api/recommend.ts'
import { FamilyMark } from '../components/family-mark.tsx'
import { Select } from '../components/fields.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { formatNumber, formatSeconds, formatShort } from '../i18n/format.ts'
import { t, tMaybe } from '../i18n/t.ts'
import { shown } from './screen.tsx'

interface RankedListProps {
  readonly models: readonly ModelInfo[]
  readonly model: string
  readonly list: RecommendedList | undefined
  readonly other: RecommendedList | undefined
  readonly otherTitle: string
  readonly loading: boolean
  readonly selected: string | undefined
  readonly onModel: (model: string) => void
  readonly onSelect: (item: string) => void
}

/** One model's list, with each item's rank in the other list; arrows move through it. */
export function RankedList(props: RankedListProps) {
  const { models, model, list, other, otherTitle, loading, selected, onModel, onSelect } = props
  const family = models.find(({ id }) => id === model)?.family ?? 'baseline'
  const items = list?.items.slice(0, shown) ?? []
  const scores = items.map(({ score }) => score)
  const low = Math.min(0, ...scores)
  const span = Math.max(...scores, low + 1e-9) - low
  const title = models.find(({ id }) => id === model)?.title ?? model
  function press(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const at = items.findIndex(({ item }) => item === selected)
    const next = items[Math.min(items.length - 1, Math.max(0, at + step))]
    if (next) onSelect(next.item)
  }
  return (
    <section class="ranked" aria-label={title}>
      <div class="panel-head">
        <FamilyMark family={family} />
        <Select
          label={t('Model')}
          hideLabel
          value={model}
          options={models.map(({ id, title: label }) => ({ value: id, label }))}
          onChange={onModel}
        />
        <span class="spacer" />
        {list && <span class="quiet">{formatSeconds(list.seconds)}</span>}
      </div>
      {list?.note && <p class="panel-foot">{tMaybe(list.note)}</p>}
      {!list && loading && <Skeleton rows={shown} height={40} />}
      {list && (
        <table class="table ranked-table" onKeyDown={press} tabIndex={0} aria-label={title}>
          <thead>
            <tr>
              <th scope="col" class="right">
                #
              </th>
              <th scope="col">{t('Item')}</th>
              <th scope="col" class="right">
                {t('Score')}
              </th>
              <th scope="col" class="right">
                {otherTitle}
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ item, title: name, category, rank, score }) => {
              const there = other?.items.find((one) => one.item === item)?.rank
              return (
                <tr
                  key={item}
                  class={item === selected ? 'selected' : ''}
                  aria-selected={item === selected}
                  onClick={() => onSelect(item)}
                >
                  <td class="right quiet">{rank}</td>
                  <td class="ranked-item" title={name ?? item}>
                    <div class="elide">{name ?? item}</div>
                    <div class="elide quiet small">{category ?? ' '}</div>
                  </td>
                  <td class="right ranked-score">
                    {span >= 100 ? formatShort(score) : formatNumber(score, 3)}
                    <i style={{ width: `${((score - low) / span) * 100}%`, background: `var(--f-${family})` }} />
                  </td>
                  <td class={`right${there !== undefined && there <= shown ? ' strong' : ' quiet'}`}>
                    {there === undefined ? (other && other !== list ? '> 100' : '–') : `#${there}`}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </section>
  )
}
