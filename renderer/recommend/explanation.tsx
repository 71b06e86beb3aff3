import type { ItemLabel } from '../../main/contract/api/data.ts'
import type { ModelInfo } from '../../main/contract/api/models.ts'
import type { RecommendedList } from '../../main/contract/api/recommend.ts'
import { FamilyMark } from '../components/family-mark.tsx'
import { Panel } from '../components/layout.tsx'
import { formatNumber, formatShort } from '../i18n/format.ts'
import { t } from '../i18n/t.ts'

interface ExplanationProps {
  readonly lists: readonly (RecommendedList | undefined)[]
  readonly models: readonly ModelInfo[]
  readonly item: string | undefined
}

const nameOf = ({ title, item }: ItemLabel) => title ?? item

/** Why an item stands where it does: contributions that add up to the score, with the rest; and what is similar to it. */
export function Explanation({ lists, models, item }: ExplanationProps) {
  const found = lists.flatMap((list) => {
    const entry = list?.items.find((one) => one.item === item)
    return list && entry ? [{ list, entry }] : []
  })
  const name = found[0] ? nameOf(found[0].entry) : undefined
  const similar = found.find(({ list, entry }) => list.items[0]?.item === entry.item && list.similar.length)?.list
  return (
    <Panel title={name === undefined ? t('Why') : t('Why {name}?', { name })}>
      {!found.length && <p class="quiet">{t('Select an item to see what its score is made of.')}</p>}
      {found.map(({ list, entry }) => {
        const info = models.find(({ id }) => id === list.model)
        const { explanation } = entry
        const parts = explanation?.contributions.slice(0, 6) ?? []
        const largest = Math.max(
          1e-12,
          ...parts.map(({ amount }) => Math.abs(amount)),
          Math.abs(explanation?.rest ?? 0),
        )
        return (
          <section key={list.model} class="explanation">
            <h3>
              {info && <FamilyMark family={info.family} />} {info?.title ?? list.label}{' '}
              <span class="quiet">
                {!explanation
                  ? t('rank {rank}', { rank: entry.rank })
                  : explanation.exact
                    ? t('rank {rank}, exact', { rank: entry.rank })
                    : t('rank {rank}, approximate', { rank: entry.rank })}
              </span>
            </h3>
            {!explanation && <p class="quiet">{t('This model cannot say what its score is made of.')}</p>}
            {explanation && (
              <table class="contributions">
                <tbody>
                  {parts.map((part) => (
                    <Contribution
                      key={part.item}
                      name={nameOf(part)}
                      shared={part.shared}
                      amount={part.amount}
                      largest={largest}
                      family={info?.family}
                    />
                  ))}
                  <Contribution name={t('the rest')} amount={explanation.rest} largest={largest} family={undefined} />
                  <tr>
                    <th scope="row">{t('score')}</th>
                    <td />
                    <td class="right strong">{formatShort(entry.score)}</td>
                  </tr>
                </tbody>
              </table>
            )}
          </section>
        )
      })}
      {similar && (
        <section class="explanation">
          <h3>{t('Similar items')}</h3>
          <table class="contributions">
            <tbody>
              {similar.similar.slice(0, 6).map((one) => (
                <tr key={one.item}>
                  <th scope="row">{nameOf(one)}</th>
                  <td />
                  <td class="right">{formatNumber(one.similarity, 3)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Panel>
  )
}

interface ContributionProps {
  readonly name: string
  readonly shared?: readonly string[] | undefined
  readonly amount: number
  readonly largest: number
  readonly family: ModelInfo['family'] | undefined
}

function Contribution({ name, shared, amount, largest, family }: ContributionProps) {
  const text = formatNumber(amount, Math.abs(largest) < 0.1 ? 4 : 3)
  return (
    <tr>
      <th scope="row" title={name}>
        {name}
        {shared && shared.length > 0 && <span class="shared-features">{shared.join(', ')}</span>}
      </th>
      <td>
        <i
          style={{
            width: `${(Math.abs(amount) / largest) * 100}%`,
            background: family ? `var(--f-${family})` : 'var(--c-mark-soft)',
          }}
        />
      </td>
      <td class="right">{amount > 0 ? `+${text}` : text}</td>
    </tr>
  )
}
