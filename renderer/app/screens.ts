import {
  Database,
  FileText,
  GitCompareArrows,
  House,
  List,
  NotebookPen,
  ScanSearch,
  Settings2,
  Star,
  TrendingUp,
  type LucideIcon,
} from 'lucide-preact'
import type { ReadonlySignal } from '@preact/signals'
import type { ComponentType } from 'preact'

/** What a tab was opened with; it survives JSON, because the workspace remembers open tabs. */
export type ScreenParameters = Readonly<Record<string, unknown>>

/** The tab that a screen is shown in. */
export interface ScreenTab {
  /** Whether the tab is in front. A hidden screen stays mounted; it should not ask or draw. */
  readonly visible: ReadonlySignal<boolean>
  /** Sets the words on the tab. */
  setTitle(title: string): void
  /** Replaces what the tab was opened with, so that it comes back as it is now. */
  setParameters(parameters: ScreenParameters): void
  close(): void
}

export interface ScreenProps {
  readonly parameters: ScreenParameters
  readonly tab: ScreenTab
}

export interface ScreenEntry {
  readonly id: string
  /** English; the page translates it. */
  readonly title: string
  readonly icon: LucideIcon
  /** Place in the rail: data 1, explore 2, compare 3, bandits 4, recommend 5, runs 6, notebook 7, report 8; absent: opened by other means. */
  readonly rail?: number
  /** One tab per value; default: one tab for the screen. */
  tabKey?(parameters: ScreenParameters): string
  load(): Promise<{ readonly Screen: ComponentType<ScreenProps> }>
}

const one = (parameters: ScreenParameters, ...names: readonly string[]) =>
  names.map((name) => String(parameters[name] ?? '')).join('|')

/** Every screen of the window. A new screen is one entry here and a folder of the same name with `screen.tsx` and `zh.ts`. */
export const screens: readonly ScreenEntry[] = [
  { id: 'start', title: 'Start', icon: House, load: () => import('../start/screen.tsx') },
  {
    id: 'data',
    title: 'Data',
    icon: Database,
    rail: 1,
    tabKey: (parameters) => JSON.stringify(parameters['files'] ?? ''),
    load: () => import('../data/screen.tsx'),
  },
  {
    id: 'explore',
    title: 'Explore',
    icon: ScanSearch,
    rail: 2,
    tabKey: (parameters) => one(parameters, 'data'),
    load: () => import('../explore/screen.tsx'),
  },
  {
    id: 'compare',
    title: 'Compare',
    icon: GitCompareArrows,
    rail: 3,
    tabKey: (parameters) => one(parameters, 'run'),
    load: () => import('../compare/screen.tsx'),
  },
  {
    id: 'bandits',
    title: 'Bandits',
    icon: TrendingUp,
    rail: 4,
    tabKey: (parameters) => one(parameters, 'run'),
    load: () => import('../bandits/screen.tsx'),
  },
  {
    id: 'notebook',
    title: 'Notebook',
    icon: NotebookPen,
    rail: 7,
    tabKey: (parameters) => one(parameters, 'path'),
    load: () => import('../notebook/screen.tsx'),
  },
  { id: 'recommend', title: 'Recommend', icon: Star, rail: 5, load: () => import('../recommend/screen.tsx') },
  { id: 'runs', title: 'Runs', icon: List, rail: 6, load: () => import('../runs/screen.tsx') },
  {
    id: 'report',
    title: 'Report',
    icon: FileText,
    rail: 8,
    tabKey: (parameters) => one(parameters, 'run'),
    load: () => import('../report/screen.tsx'),
  },
  { id: 'settings', title: 'Settings', icon: Settings2, load: () => import('../settings/screen.tsx') },
]
