import { families } from '../../main/contract/api/models.ts'
import type { RunDetail, RunResults } from '../../main/contract/api/runs.ts'
import { FamilyMark } from '../components/family-mark.tsx'
import { KeyValues, Panel } from '../components/layout.tsx'
import { formatPercent } from '../../main/figures/format.ts'
import { formatCount, formatTime } from '../i18n/format.ts'
import { t } from '../i18n/t.ts'
import { TuningEntry } from '../tuning/tuning-entry.tsx'
import { familyTitle } from './family-title.ts'

interface FamiliesProps {
  readonly results: RunResults
  readonly detail: RunDetail
}

/** What the marks mean, and the protocol in a few lines. */
export function FamiliesPanel({ results, detail }: FamiliesProps) {
  const present = families.filter((family) => results.models.some((model) => model.family === family))
  const { protocol, models, data, leak } = results
  const ties = models.map(({ tieRate }) => tieRate)
  const backends = [...new Set(models.map(({ backend }) => backend))].join(', ')
  const tuning = detail.experiment.tuning
  return (
    <Panel title={t('Families')} sub={t('colour and shape, the same everywhere')}>
      <div class="family-list">
        {present.map((family) => (
          <span key={family} class="row">
            <FamilyMark family={family} />
            {familyTitle(family)}
            <span class="quiet">{models.filter((model) => model.family === family).length}</span>
          </span>
        ))}
      </div>
      <KeyValues
        entries={[
          [
            t('Test part'),
            protocol.testReadAt ? t('read once, {time}', { time: formatTime(protocol.testReadAt) }) : '–',
          ],
          [t('Tuning'), tuning ? <TuningEntry tuning={tuning} detail={detail} models={models} /> : t('none')],
          [
            t('Leak'),
            leak.futureOfSameUser === null || leak.futureOfOthers === null
              ? '–'
              : t('{share} own future, {others} of others', {
                  share: formatPercent(leak.futureOfSameUser, 1),
                  others: formatPercent(leak.futureOfOthers, 1),
                }),
          ],
          [t('New users, items'), `${formatCount(leak.counts.droppedUsers)}, ${formatCount(leak.counts.droppedItems)}`],
          [t('Lists cut within ties'), `${formatPercent(Math.min(...ties))} – ${formatPercent(Math.max(...ties))}`],
          [t('Seed'), String(protocol.seed)],
          [t('Backend'), t('{backend}, {threads} threads', { backend: backends, threads: models[0]?.threads ?? 1 })],
          [t('Data hash'), <span class="mono">{data.hash.slice(0, 8)}</span>],
        ]}
      />
    </Panel>
  )
}
