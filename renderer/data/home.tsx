import { FolderOpen, ScanSearch, Trash2 } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { DatasetSummary } from '../../main/contract/api/data.ts'
import { openFiles } from '../app/drop.tsx'
import { openScreen } from '../app/navigate.ts'
import { call, useAnswer } from '../client/client.ts'
import { Button } from '../components/button.tsx'
import { Chip } from '../components/chip.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Panel, ScreenHeader } from '../components/layout.tsx'
import { EmptyState, ErrorNotice } from '../components/notice.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { formatNumber, formatPercent, formatTime } from '../i18n/format.ts'
import { t, tMaybe, tn } from '../i18n/t.ts'
import { SampleList } from '../start/samples.tsx'
import { chooseDataset, currentDataset, datasets, refreshDatasets } from '../state/datasets.ts'
import { report } from '../state/notices.ts'

/** The data sets of the workspace, and where more come from. */
export function DataHome() {
  const samples = useAnswer('samples', () => call('data/samples', {}))
  const list = datasets.value
  return (
    <>
      <ScreenHeader
        title={t('Data')}
        actions={
          <Button variant="primary" icon={FolderOpen} onClick={() => void openFiles()}>
            {t('Open files…')}
          </Button>
        }
      >
        {list && tn(list.length, '{count} data set in this workspace', '{count} data sets in this workspace')}
      </ScreenHeader>
      <div class="data-home">
        <Panel title={t('Data sets')} flush>
          {!list ? (
            <Skeleton rows={4} height={34} />
          ) : list.length === 0 ? (
            <EmptyState
              action={
                <Button icon={FolderOpen} onClick={() => void openFiles()}>
                  {t('Open files…')}
                </Button>
              }
            >
              {t(
                'Data sets that you import are listed here. Drop files anywhere in the window, or open a sample below.',
              )}
            </EmptyState>
          ) : (
            <DatasetTable list={list} />
          )}
        </Panel>
        <Panel title={t('Samples in this installation')}>
          {samples.error ? (
            <ErrorNotice error={samples.error} actions={<Button onClick={samples.reload}>{t('Ask again')}</Button>} />
          ) : (
            <SampleList samples={samples.value} />
          )}
        </Panel>
      </div>
    </>
  )
}

function DatasetTable({ list }: { readonly list: readonly DatasetSummary[] }) {
  const [removing, setRemoving] = useState<DatasetSummary>()
  const open = (one: DatasetSummary) => {
    chooseDataset(one.name)
    openScreen('explore', { data: one.name })
  }
  return (
    <div class="data-table">
      <table class="table">
        <thead>
          <tr>
            <th>{t('Name')}</th>
            <th class="right">{t('Interactions')}</th>
            <th class="right">{t('Users')}</th>
            <th class="right">{t('Items')}</th>
            <th class="right">{t('Density')}</th>
            <th>{t('Holds')}</th>
            <th>{t('Imported')}</th>
            <th>{t('Licence')}</th>
            <th>
              <span class="visually-hidden">{t('Actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {list.map((one) => (
            <tr key={one.name} class={one.name === currentDataset.value?.name ? 'selected' : ''}>
              <td title={one.source}>
                <Button variant="link" onClick={() => open(one)}>
                  {one.title}
                </Button>
              </td>
              <td class="right">{formatNumber(one.interactions)}</td>
              <td class="right">{formatNumber(one.users)}</td>
              <td class="right">{formatNumber(one.items)}</td>
              <td class="right">{formatPercent(one.density, 2)}</td>
              <td>
                <span class="row">
                  {one.hasTimes && <Chip>{t('times')}</Chip>}
                  {one.hasValues && <Chip>{t('values')}</Chip>}
                  {one.hasPropensities && <Chip>{t('propensities')}</Chip>}
                </span>
              </td>
              <td>{formatTime(one.importedAt)}</td>
              <td>{one.licence === null ? '–' : tMaybe(one.licence)}</td>
              <td class="right">
                <span class="row data-actions">
                  <Button variant="ghost" icon={ScanSearch} onClick={() => open(one)}>
                    {t('Explore')}
                  </Button>
                  <Button variant="ghost" icon={Trash2} onClick={() => setRemoving(one)}>
                    {t('Remove…')}
                  </Button>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {removing && <RemoveDialog dataset={removing} onClose={() => setRemoving(undefined)} />}
    </div>
  )
}

function RemoveDialog({ dataset, onClose }: { readonly dataset: DatasetSummary; readonly onClose: () => void }) {
  const remove = async () => {
    onClose()
    await call('data/remove', { name: dataset.name }).catch(report)
    await refreshDatasets().catch(report)
  }
  return (
    <Dialog
      title={t('Remove {name}?', { name: dataset.title })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('Keep')}</Button>
          <Button variant="danger" onClick={() => void remove()}>
            {t('Remove {count} interactions', { count: dataset.interactions })}
          </Button>
        </>
      }
    >
      <p>
        {t('The imported copy is deleted from the workspace. The file it came from stays: {source}', {
          source: dataset.source,
        })}
      </p>
    </Dialog>
  )
}
