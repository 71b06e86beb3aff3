import { Activity, Box, Database, type LucideIcon } from 'lucide-preact'
import type { ModelInfo } from '../../main/contract/api/models.ts'
import type { RunSummary } from '../../main/contract/api/runs.ts'
import { commands } from '../app/commands.ts'
import { showKeys } from '../app/keyboard.ts'
import { openScreen } from '../app/navigate.ts'
import { call } from '../client/client.ts'
import { stateWord } from '../components/state-badge.tsx'
import { t, tCatalogue } from '../i18n/t.ts'
import { chooseDataset, datasets } from '../state/datasets.ts'

export interface PaletteEntry {
  readonly id: string
  readonly title: string
  readonly group: string
  readonly kind: 'command' | 'model' | 'run' | 'data' | 'setting'
  readonly icon?: LucideIcon
  /** Keys or state, at the right. */
  readonly note: string
  readonly keys?: string
  run(): void
}

export interface Found {
  readonly models: readonly ModelInfo[]
  readonly runs: readonly RunSummary[]
}

/** Models and runs, asked for when the palette opens; what cannot be had is left out, since commands must stay usable. */
export async function findEntries(): Promise<Found> {
  const [models, runs] = await Promise.allSettled([call('models/list', {}), call('runs/list', {})])
  return {
    models: models.status === 'fulfilled' ? models.value : [],
    runs: runs.status === 'fulfilled' ? runs.value : [],
  }
}

/** Everything the palette offers, in its order of groups. */
export function listEntries({ models, runs }: Found): readonly PaletteEntry[] {
  return [
    ...commands.value
      .filter(({ id }) => id !== 'palette.open')
      .map((command): PaletteEntry => ({
        id: command.id,
        title: command.title(),
        group: command.group === 'setting' ? t('Settings') : t('Commands'),
        kind: command.group,
        ...(command.icon ? { icon: command.icon } : {}),
        note: command.state?.() ?? '',
        ...(command.keys ? { keys: showKeys(command.keys.split(' / ')[0]!) } : {}),
        run: command.run,
      })),
    ...(datasets.value ?? []).map((one): PaletteEntry => ({
      id: `data:${one.name}`,
      title: one.title,
      group: t('Open'),
      kind: 'data',
      icon: Database,
      note: t('{count} interactions', { count: one.interactions }),
      run: () => {
        chooseDataset(one.name)
        openScreen('explore', { data: one.name })
      },
    })),
    ...runs.map((one): PaletteEntry => ({
      id: `run:${one.id}`,
      title: one.title,
      group: t('Open'),
      kind: 'run',
      icon: Activity,
      note: stateWord(one.state),
      run: () => openScreen('compare', { run: one.id }),
    })),
    ...models.map((one): PaletteEntry => ({
      id: `model:${one.id}`,
      title: one.title,
      group: t('Models'),
      kind: 'model',
      icon: Box,
      note: tCatalogue(one.family),
      run: () => openScreen('compare', { model: one.id }),
    })),
  ].sort((a, b) => Number(a.kind === 'setting') - Number(b.kind === 'setting'))
}
