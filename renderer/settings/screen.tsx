import { KeyValues, Panel, ScreenHeader } from '../components/layout.tsx'
import { Button } from '../components/button.tsx'
import { Segmented } from '../components/fields.tsx'
import { resetLayout } from '../app/dock.tsx'
import { commands } from '../app/commands.ts'
import { showKeys } from '../app/keyboard.ts'
import { formatBytes } from '../i18n/format.ts'
import { language, t, tMaybe, type Language } from '../i18n/t.ts'
import { density, theme, type Density, type Theme } from '../state/appearance.ts'
import { workspace } from '../state/workspace.ts'
import type { JSX } from 'preact'
import './settings.css'

/** Appearance and language of the person; workspace, backend and versions of the machine; the keys. */
export function Screen() {
  const info = workspace.value
  return (
    <>
      <ScreenHeader title={t('Settings')}>{t('Kept on this computer, for you.')}</ScreenHeader>
      <div class="settings-page">
        <Panel title={t('Appearance')}>
          <div class="settings-rows">
            <div>
              <span class="second">{t('Theme')}</span>
              <Segmented
                label={t('Theme')}
                value={theme.value}
                options={[
                  { value: 'system', label: t('Follow the system') },
                  { value: 'light', label: t('Light') },
                  { value: 'dark', label: t('Dark') },
                  { value: 'contrast', label: t('High contrast') },
                ]}
                onChange={(value) => (theme.value = value as Theme)}
              />
            </div>
            <div>
              <span class="second">{t('Density')}</span>
              <Segmented
                label={t('Density')}
                value={density.value}
                options={[
                  { value: 'auto', label: t('By window height') },
                  { value: 'compact', label: t('Compact') },
                  { value: 'regular', label: t('Regular') },
                  { value: 'comfortable', label: t('Comfortable') },
                ]}
                onChange={(value) => (density.value = value as Density)}
              />
            </div>
            <div>
              <span class="second">{t('Language')}</span>
              <Segmented
                label={t('Language')}
                value={language.value}
                options={[
                  { value: 'en', label: 'English' },
                  { value: 'zh', label: '简体中文' },
                ]}
                onChange={(value) => (language.value = value as Language)}
              />
            </div>
            <div>
              <span class="second">{t('Tabs and panels')}</span>
              <Button onClick={resetLayout}>{t('Reset layout')}</Button>
            </div>
          </div>
        </Panel>
        {info && (
          <Panel title={t('Workspace and machine')}>
            <KeyValues
              entries={[
                [t('Folder'), <span title={info.folder}>{info.folder}</span>],
                [t('Backend of deep models'), tMaybe(info.backend.title)],
                [t('Why this backend'), <span title={tMaybe(info.backend.reason)}>{tMaybe(info.backend.reason)}</span>],
                [t('Threads'), String(info.threads)],
                [t('Memory'), `${formatBytes(info.memory.usedBytes)} / ${formatBytes(info.memory.totalBytes)}`],
                ...Object.entries(info.versions).map(([name, version]): [string, string] => [name, version]),
              ]}
            />
          </Panel>
        )}
        <Panel title={t('Keys')}>
          <KeyValues
            entries={[
              ...commands.value
                .filter((command) => command.keys)
                .map((command): [string, JSX.Element] => [
                  command.title(),
                  <span class="row">
                    {command.keys!.split(' / ').map((keys) => (
                      <kbd key={keys}>{showKeys(keys)}</kbd>
                    ))}
                  </span>,
                ]),
              [t('Next region of the window'), <kbd>F6</kbd>],
              [t('Role of a column in the import preview'), <kbd>F2</kbd>],
              [t('Menu of a column or row'), <kbd>Shift F10</kbd>],
            ]}
          />
        </Panel>
      </div>
    </>
  )
}
