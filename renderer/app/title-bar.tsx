import { ChevronDown, Cpu, Database, Folder, Search } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { Menu } from '../components/menu.tsx'
import { formatCount } from '../i18n/format.ts'
import { t, tMaybe, tn } from '../i18n/t.ts'
import { chooseDataset, currentDataset, datasets } from '../state/datasets.ts'
import { workspace, workspaceName } from '../state/workspace.ts'
import { runCommand } from './commands.ts'
import { showKeys } from './keyboard.ts'
import { openScreen } from './navigate.ts'

export function TitleBar() {
  const info = workspace.value
  return (
    <header class="title-bar" data-region="title">
      <div class="title-left">
        <span class="brand">
          <Mark />
        </span>
        <span class="workspace" title={info?.folder}>
          <Folder size={14} strokeWidth={1.5} aria-hidden="true" />
          <span class="elide">{workspaceName.value}</span>
        </span>
        <DatasetChip />
      </div>
      <button type="button" class="command-field" onClick={() => runCommand('palette.open')}>
        <Search size={13} strokeWidth={1.5} aria-hidden="true" />
        <span class="grow elide" style={{ textAlign: 'left' }}>
          {t('Search or run a command')}
        </span>
        <kbd>{showKeys('Ctrl+Shift+P')}</kbd>
      </button>
      <div class="title-right">
        {info && (
          <button
            type="button"
            class="title-chip"
            title={tMaybe(info.backend.reason)}
            onClick={() => openScreen('settings', {})}
          >
            <Cpu size={14} strokeWidth={1.5} aria-hidden="true" />
            <span class="elide">
              {tMaybe(info.backend.title)} · {tn(info.threads, '{count} thread', '{count} threads')}
            </span>
          </button>
        )}
      </div>
    </header>
  )
}

function DatasetChip() {
  const [at, setAt] = useState<{ x: number; y: number }>()
  const current = currentDataset.value
  const size = current && [current.interactions, current.users, current.items].map(formatCount).join(' × ')
  const items = [
    ...(datasets.value ?? []).map((one) => ({
      label: one.title,
      checked: one.name === current?.name,
      run: () => {
        chooseDataset(one.name)
        openScreen('explore', { data: one.name })
      },
    })),
    { label: t('All data sets'), icon: Database, apart: true, run: () => openScreen('data', {}) },
  ]
  return (
    <>
      <button
        type="button"
        class="title-chip"
        aria-haspopup="menu"
        aria-expanded={at !== undefined}
        title={current ? t('{size}: interactions × users × items', { size: size! }) : undefined}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect()
          setAt({ x: box.left, y: box.bottom + 2 })
        }}
      >
        <Database size={14} strokeWidth={1.5} aria-hidden="true" />
        <span class="elide strong">{current?.title ?? t('No data set')}</span>
        {current && <span class="quiet title-size">{size}</span>}
        <ChevronDown size={13} strokeWidth={1.5} aria-hidden="true" />
      </button>
      {at && <Menu label={t('Data set')} items={items} at={at} onClose={() => setAt(undefined)} />}
    </>
  )
}

const Mark = () => (
  <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
    <g fill="currentColor">
      <rect x="2" y="3" width="9" height="2.6" rx=".6" />
      <rect x="2" y="7.7" width="14" height="2.6" rx=".6" fill="var(--c-accent)" />
      <rect x="2" y="12.4" width="6" height="2.6" rx=".6" />
    </g>
  </svg>
)
