import {
  Contrast,
  FolderOpen,
  House,
  Languages,
  Moon,
  PanelRight,
  RotateCcw,
  Search,
  Sun,
  SunMoon,
  X,
} from 'lucide-preact'
import { language, t } from '../i18n/t.ts'
import { openPalette } from '../palette/open.ts'
import { density, theme, type Density, type Theme } from '../state/appearance.ts'
import { registerCommands, type Command } from './commands.ts'
import { closeTab, nextTab, resetLayout, splitRight } from './dock.tsx'
import { openFiles } from './drop.tsx'
import { openScreen } from './navigate.ts'
import { openFromRail, railScreens } from './rail.tsx'

/** Commands of the shell itself; screens add theirs. */
export function registerShellCommands(): void {
  registerCommands([
    {
      id: 'palette.open',
      title: () => t('Search or run a command'),
      group: 'command',
      icon: Search,
      keys: 'Ctrl+Shift+P / Ctrl+K',
      run: () => openPalette(),
    },
    ...railScreens().map((screen, index): Command => ({
      id: `open.${screen.id}`,
      title: () => t('Go to {screen}', { screen: t(screen.title) }),
      group: 'command',
      icon: screen.icon,
      keys: `Ctrl+${index + 1}`,
      run: () => openFromRail(screen),
    })),
    {
      id: 'data.open',
      title: () => t('Open files…'),
      group: 'command',
      icon: FolderOpen,
      keys: 'Ctrl+O',
      run: () => void openFiles(),
    },
    { id: 'tab.close', title: () => t('Close tab'), group: 'command', icon: X, keys: 'Ctrl+W', run: closeTab },
    { id: 'tab.next', title: () => t('Next tab'), group: 'command', keys: 'Ctrl+Tab', run: () => void nextTab(false) },
    {
      id: 'tab.previous',
      title: () => t('Previous tab'),
      group: 'command',
      keys: 'Ctrl+Shift+Tab',
      run: () => void nextTab(true),
    },
    { id: 'tab.split', title: () => t('Move tab to the right'), group: 'command', icon: PanelRight, run: splitRight },
    { id: 'layout.reset', title: () => t('Reset layout'), group: 'command', icon: RotateCcw, run: resetLayout },
    {
      id: 'panel.find',
      title: () => t('Find in this panel'),
      group: 'command',
      icon: Search,
      keys: 'Ctrl+F',
      run: findInPanel,
    },
    {
      id: 'help.start',
      title: () => t('Help: first steps and samples'),
      group: 'command',
      icon: House,
      keys: 'F1',
      run: () => openScreen('start'),
    },
    {
      id: 'open.settings',
      title: () => t('Go to {screen}', { screen: t('Settings') }),
      group: 'command',
      run: () => openScreen('settings'),
    },
    themeCommand('system', () => t('Theme: follow the system'), SunMoon),
    themeCommand('light', () => t('Theme: light'), Sun),
    themeCommand('dark', () => t('Theme: dark'), Moon),
    themeCommand('contrast', () => t('Theme: high contrast'), Contrast),
    densityCommand('auto', () => t('Density: by window height')),
    densityCommand('compact', () => t('Density: compact')),
    densityCommand('regular', () => t('Density: regular')),
    densityCommand('comfortable', () => t('Density: comfortable')),
    {
      id: 'language.en',
      title: () => 'Language: English',
      group: 'setting',
      icon: Languages,
      run: () => (language.value = 'en'),
      state: () => (language.value === 'en' ? t('on') : ''),
    },
    {
      id: 'language.zh',
      title: () => '语言：简体中文',
      group: 'setting',
      icon: Languages,
      run: () => (language.value = 'zh'),
      state: () => (language.value === 'zh' ? t('on') : ''),
    },
  ])
}

const themeCommand = (value: Theme, title: () => string, icon: Command['icon']): Command => ({
  id: `theme.${value}`,
  title,
  group: 'setting',
  ...(icon ? { icon } : {}),
  run: () => (theme.value = value),
  state: () => (theme.value === value ? t('on') : ''),
})

const densityCommand = (value: Density, title: () => string): Command => ({
  id: `density.${value}`,
  title,
  group: 'setting',
  run: () => (density.value = value),
  state: () => (density.value === value ? t('on') : ''),
})

function findInPanel(): void {
  const fields = [...document.querySelectorAll<HTMLInputElement>('.screen input[type="search"]')]
  const field = fields.find((one) => one.offsetParent !== null)
  field?.focus()
  field?.select()
}
