import { useMemo, useState } from 'preact/hooks'
import type { RunDetail, RunSummary } from '../../main/contract/api/runs.ts'
import { validationFigure, type Curve } from '../../main/figures/curves.ts'
import { metricTitle } from '../../main/figures/format.ts'
import { parallelCoordinates, type ParallelValue } from '../../main/figures/parallel-coordinates.ts'
import { titleDetail } from '../../main/figures/titles.ts'
import { Chart } from '../charts/chart.tsx'
import { ParallelCoordinates } from '../charts/parallel-coordinates.tsx'
import { call, useAnswer } from '../client/client.ts'
import { addEvents, curvesOf, emptyHistory } from '../compare/run-events.ts'
import { useModels } from '../compare/use-models.ts'
import { Segmented } from '../components/fields.tsx'
import { Panel } from '../components/layout.tsx'
import { language, t } from '../i18n/t.ts'
import { countValues } from './query.ts'
import { SideBySide } from './side-by-side.tsx'

interface DetailsProps {
  readonly runs: readonly RunSummary[]
  readonly selected: readonly string[]
  readonly visible: boolean
}

const most = 40

/** Under the table: configurations of the runs in view as parallel coordinates or the selected side by side, and their curves. */
export function RunDetails({ runs, selected, visible }: DetailsProps) {
  const [page, setPage] = useState('coordinates')
  const wanted = [...selected, ...runs.map(({ id }) => id).filter((id) => !selected.includes(id))].slice(0, most)
  const details = useAnswer(
    `run details ${wanted.join()}`,
    visible && wanted.length
      ? async (signal) => {
          const answers = await Promise.allSettled(wanted.map((run) => call('runs/get', { run }, signal)))
          return answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
        }
      : undefined,
  )
  const models = useModels()
  const found = useMemo(
    () => (details.value && models ? details.value.map((detail) => titleDetail(detail, models)) : []),
    [details.value, models],
  )
  return (
    <div class="compare-bottom">
      <Panel
        title={page === 'coordinates' ? t('Parallel coordinates') : t('Side by side')}
        actions={
          <Segmented
            label={t('View')}
            value={page}
            options={[
              { value: 'coordinates', label: t('Coordinates') },
              { value: 'table', label: t('Side by side') },
            ]}
            onChange={setPage}
          />
        }
      >
        {page === 'coordinates' ? (
          <Coordinates details={found} selected={selected} />
        ) : (
          <SideBySide details={found.filter(({ summary }) => selected.includes(summary.id))} />
        )}
      </Panel>
      <Curves runs={selected.slice(0, 6)} details={found} visible={visible} />
    </div>
  )
}

/** The model that most of the runs have, one line per configuration. */
function Coordinates({
  details,
  selected,
}: {
  readonly details: readonly RunDetail[]
  readonly selected: readonly string[]
}) {
  const rows = details.flatMap(({ summary, results }) =>
    (results?.models ?? []).map((model) => ({ run: summary.id, metric: summary.metric, model })),
  )
  const configurations = new Map(rows.map(({ model }) => [model.id + JSON.stringify(model.config), model.id]))
  const [id, different] = countValues([...configurations.values()])[0] ?? ['', 0]
  const family = rows.find(({ model }) => model.id === id)?.model
  const several = different > 1 ? rows.filter(({ model }) => model.id === id) : []
  const figure = useMemo(() => {
    const same = several.length > 1 ? several : rows
    return parallelCoordinates(
      same.map(({ run, metric, model }, at) => ({
        id: `${run} ${at}`,
        family: model.family,
        values: {
          ...(several.length > 1 ? scalars(model.config) : { [t('model')]: model.label }),
          [t('time (s)')]: Math.max(0.01, Number((model.seconds.train + model.seconds.evaluate).toPrecision(3))),
          ...(metric in model.metrics ? { [metricTitle(metric)]: model.metrics[metric]!.mean } : {}),
        },
      })),
    )
  }, [details, language.value])
  if (figure.axes.length < 2)
    return <p class="quiet">{t('Several runs with different settings appear here as lines.')}</p>
  return (
    <ParallelCoordinates
      figure={figure}
      focus={figure.lines.filter(({ id: line }) => selected.includes(line.split(' ')[0]!)).map(({ id: line }) => line)}
      title={
        several.length > 1
          ? t('Configurations of {name} in {count} runs', { name: family?.label ?? '', count: several.length })
          : t('{count} models by time and value', { count: rows.length })
      }
    />
  )
}

const scalars = (config: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(config).filter(([, value]) => !Array.isArray(value))) as Record<
    string,
    ParallelValue
  >

function Curves({
  runs,
  details,
  visible,
}: {
  readonly runs: readonly string[]
  readonly details: readonly RunDetail[]
  readonly visible: boolean
}) {
  const answer = useAnswer(
    `run curves ${runs.join()}`,
    visible && runs.length
      ? async (signal): Promise<readonly Curve[]> => {
          const all = await Promise.all(
            runs.map(async (run) => {
              const lanes = details.find(({ summary }) => summary.id === run)?.lanes ?? []
              const history = addEvents(emptyHistory, await call('runs/events', { run }, signal), lanes)
              const models = new Set([...history.curves.keys()].map((key) => Number(key.split(':')[0])))
              return [...models].flatMap((model) => curvesOf(history, model).slice(-1))
            }),
          )
          return all.flat()
        }
      : undefined,
  )
  const figure = useMemo(() => validationFigure(answer.value ?? [], null, t), [answer.value, language.value])
  return (
    <Panel title={t('Curves')} sub={t('the selected runs')}>
      <Chart figure={figure} empty={t('Select runs that report validation scores to see their curves.')} />
    </Panel>
  )
}
