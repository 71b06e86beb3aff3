import type { ComponentChildren } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import type { DatasetDetail, Filter, ItemLabel } from '../../main/contract/api/data.ts'
import { ruleMeasures, type RuleMeasure, type RuleRow } from '../../main/contract/rules.ts'
import { formatNumber as formatDecimals } from '../../main/figures/format.ts'
import { call, useAnswer } from '../client/client.ts'
import { Select } from '../components/fields.tsx'
import { Panel } from '../components/layout.tsx'
import { EmptyState, ErrorNotice } from '../components/notice.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { VirtualTable, type TableColumn } from '../components/virtual-table.tsx'
import { formatNumber } from '../i18n/format.ts'
import { language, t } from '../i18n/t.ts'

interface RulesPanelProps {
  readonly detail: DatasetDetail
  readonly filters: readonly Filter[]
  /** Switches to the other panels of this place. */
  readonly views: ComponentChildren
}

const supports = ['0.5', '0.3', '0.2', '0.1', '0.05', '0.02', '0.01', '0.005', '0.002']
const limit = 1000
const shownMeasures: readonly RuleMeasure[] = ['support', 'confidence', 'lift', 'leverage', 'conviction']

/** What is in a basket together with what: rules of the rows that pass the filters, sorted by any measure. */
export function RulesPanel({ detail, filters, views }: RulesPanelProps) {
  const { name, roles } = detail
  const [chosen, setBasket] = useState<string>()
  const [support, setSupport] = useState('0.02')
  const [measure, setMeasure] = useState<RuleMeasure>('lift')
  const [descending, setDescending] = useState(true)
  const columns = detail.tables.find((table) => table.name === 'interactions')?.columns ?? []
  const basket = chosen ?? roles.query ?? roles.user ?? ''
  const question = { name, basket, measure, minimumSupport: Number(support), limit, filters: [...filters] }
  const answer = useAnswer(`rules ${JSON.stringify(question)}`, (signal) => call('data/rules', question, signal))
  const table = answer.value
  const rules = useMemo(() => {
    const found = table?.rules ?? []
    return descending ? found : found.toReversed()
  }, [table, descending])
  const shown = useMemo(() => tableColumns(measure), [measure, language.value])
  return (
    <Panel
      grow
      flush
      title={t('Association rules')}
      sub={
        table &&
        t('{rules} rules in {baskets} baskets, each in {least} or more', {
          rules: table.found,
          baskets: table.baskets,
          least: table.minimumCount,
        })
      }
      actions={
        <span class="row">
          <Select
            label={t('Basket')}
            hideLabel
            value={basket}
            options={columns
              .filter((column) => column.role !== 'item')
              .map((column) => ({ value: column.name, label: t('Basket: {column}', { column: column.name }) }))}
            onChange={setBasket}
          />
          <Select
            label={t('Minimum support')}
            hideLabel
            value={support}
            options={supports.map((value) => ({
              value,
              label: t('Support ≥ {share} %', { share: String(Number(value) * 100) }),
            }))}
            onChange={setSupport}
          />
          <Select
            label={t('Measure')}
            hideLabel
            value={measure}
            options={ruleMeasures.map((value) => ({ value, label: measureTitle(value) }))}
            onChange={(value) => setMeasure(value as RuleMeasure)}
          />
          {views}
        </span>
      }
    >
      {answer.error && <ErrorNotice error={answer.error} />}
      {!table && !answer.error && <Skeleton rows={5} />}
      {table?.rules.length === 0 && (
        <EmptyState>{t('No rule is in so many baskets. Lower the support, or choose another basket.')}</EmptyState>
      )}
      {rules.length > 0 && (
        <VirtualTable
          label={t('Association rules')}
          columns={shown}
          count={rules.length}
          row={(index) => rules[index]}
          sort={[{ column: measure, descending }]}
          onSort={(column) => {
            if (column === measure) return setDescending(!descending)
            const found = ruleMeasures.find((one) => one === column)
            if (found) {
              setMeasure(found)
              setDescending(true)
            }
          }}
          view={`${measure} ${basket} ${support}`}
        />
      )}
    </Panel>
  )
}

const side = (items: readonly ItemLabel[]) => items.map(({ item, title }) => title ?? item).join(' + ')

function tableColumns(measure: RuleMeasure): readonly TableColumn<RuleRow>[] {
  const measures = shownMeasures.includes(measure) ? shownMeasures : [...shownMeasures, measure]
  return [
    { key: 'antecedents', name: t('Who has'), title: t('Who has'), width: 150, text: (rule) => side(rule.antecedents) },
    {
      key: 'consequents',
      name: t('also has'),
      title: t('also has'),
      width: 130,
      text: (rule) => side(rule.consequents),
    },
    {
      key: 'count',
      name: t('Baskets'),
      title: t('Baskets'),
      width: 64,
      align: 'right',
      text: ({ count }) => formatNumber(count),
    },
    ...measures.map((name): TableColumn<RuleRow> => ({
      key: name,
      name: measureTitle(name),
      title: measureTitle(name),
      width: name === 'confidence' || name === 'conviction' ? 92 : 76,
      align: 'right',
      sortable: true,
      text: ({ measures: values }) => (values[name] === null ? '∞' : formatDecimals(values[name], 3)),
    })),
  ]
}

function measureTitle(measure: RuleMeasure): string {
  switch (measure) {
    case 'support':
      return t('Support')
    case 'confidence':
      return t('Confidence')
    case 'lift':
      return t('Lift')
    case 'leverage':
      return t('Leverage')
    case 'conviction':
      return t('Conviction')
    case 'zhang':
      return t('Zhang')
    case 'jaccard':
      return t('Jaccard')
    case 'certainty':
      return t('Certainty')
    case 'kulczynski':
      return t('Kulczynski')
    case 'representativity':
      return t('Representativity')
    default:
      return measure satisfies never
  }
}
