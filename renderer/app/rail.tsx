import type { LucideIcon } from 'lucide-preact'
import { t } from '../i18n/t.ts'
import { activeJobs } from '../state/jobs.ts'
import { currentDataset } from '../state/datasets.ts'
import { showKeys } from './keyboard.ts'
import { currentScreen, openScreen } from './navigate.ts'
import { screens, type ScreenEntry } from './screens.ts'

/** The screens of the rail, in order; Ctrl 1 … 8 open them. */
export const railScreens = () => screens.filter((screen) => screen.rail !== undefined).sort((a, b) => a.rail! - b.rail!)

/** Opens a screen as the rail does: on the current data set where the screen is about one. */
export function openFromRail(screen: ScreenEntry): void {
  const name = currentDataset.value?.name
  openScreen(screen.id, screen.id === 'explore' && name ? { data: name } : {})
}

/** Screens whose work is a job of this kind carry its count. */
const jobScreens: Readonly<Record<string, string>> = {
  run: 'compare',
  import: 'data',
  sample: 'data',
  prepare: 'explore',
}

export function Rail() {
  const settings = screens.find((screen) => screen.id === 'settings')
  return (
    <nav class="rail" aria-label={t('Screens')} data-region="rail">
      {railScreens().map((screen, index) => (
        <RailButton
          key={screen.id}
          icon={screen.icon}
          id={screen.id}
          title={t(screen.title)}
          keys={showKeys(`Ctrl+${index + 1}`)}
          onClick={() => openFromRail(screen)}
        />
      ))}
      <span class="spacer" />
      {settings && (
        <RailButton
          icon={settings.icon}
          id="settings"
          title={t(settings.title)}
          keys=""
          onClick={() => openScreen('settings')}
        />
      )}
    </nav>
  )
}

interface RailButtonProps {
  readonly icon: LucideIcon
  readonly id: string
  readonly title: string
  readonly keys: string
  readonly onClick: () => void
}

function RailButton({ icon: Icon, id, title, keys, onClick }: RailButtonProps) {
  const count = activeJobs.value.filter((job) => jobScreens[job.kind] === id).length
  return (
    <button
      type="button"
      aria-current={currentScreen.value === id ? 'page' : undefined}
      title={keys && `${title} (${keys})`}
      onClick={onClick}
    >
      <Icon size={18} strokeWidth={1.5} aria-hidden="true" />
      {title}
      {count > 0 && <span class="rail-count">{count}</span>}
    </button>
  )
}
