import type { Family } from '../contract/api/models.ts'
import type { ramp } from './figure.ts'
import { type Colour, type Dash, type Marker } from './figure.ts'

/** Values of the design tokens that charts use; a test holds them against `renderer/styles/tokens.css`. */
export interface Theme {
  readonly colour: Readonly<Record<Colour, string>>
  readonly background: string
  readonly grid: string
  readonly axis: string
  readonly label: string
  readonly tick: string
  readonly warning: string
  readonly font: string
}

const font =
  "'Inter Variable', Inter, 'Noto Sans', 'PingFang SC', 'Microsoft YaHei UI', 'Noto Sans CJK SC', system-ui, sans-serif"

const ramped = (colours: readonly string[]): Record<(typeof ramp)[number], string> => ({
  seq1: colours[0]!,
  seq2: colours[1]!,
  seq3: colours[2]!,
  seq4: colours[3]!,
  seq5: colours[4]!,
})

const families = (colours: readonly string[]): Record<Family, string> => ({
  baseline: colours[0]!,
  collaborative: colours[1]!,
  content: colours[2]!,
  rules: colours[3]!,
  deep: colours[4]!,
  bandits: colours[5]!,
  hybrid: colours[6]!,
})

export const themes = {
  light: {
    colour: {
      ...families(['#7f858d', '#3b7fe0', '#085a3f', '#ab7a08', '#a13c06', '#77408a', '#1b242e']),
      ...ramped(['#c9d8ea', '#97b6d6', '#5f90be', '#2f689c', '#123f6b']),
      mark: '#5c6470',
      markSoft: '#c6cbd3',
      text: '#1a1d23',
      quiet: '#4b525d',
      error: '#b3261e',
    },
    background: '#ffffff',
    grid: '#e8eaed',
    axis: '#868d98',
    label: '#4b525d',
    tick: '#616874',
    warning: '#fdf1da',
    font,
  },
  dark: {
    colour: {
      ...families(['#a2a7ae', '#5a9af7', '#82e6a2', '#eccb48', '#e57b50', '#ad6cb4', '#eef0f6']),
      ...ramped(['#254056', '#2f5d82', '#4481b0', '#74abd8', '#b9d9f3']),
      mark: '#9aa2ae',
      markSoft: '#4a515c',
      text: '#e7e9ec',
      quiet: '#b6bcc6',
      error: '#f2908a',
    },
    background: '#17191d',
    grid: '#2a2e35',
    axis: '#7a828f',
    label: '#b6bcc6',
    tick: '#98a0ac',
    warning: '#372b17',
    font,
  },
  contrast: {
    colour: {
      ...families(['#a9aeb4', '#5f9fff', '#7dfba9', '#f2d24e', '#e0704a', '#b877be', '#ffffff']),
      ...ramped(['#1d3d57', '#2f6a97', '#5597c9', '#8dc2ec', '#d6ecff']),
      mark: '#d0d0d0',
      markSoft: '#7a7a7a',
      text: '#ffffff',
      quiet: '#f0f0f0',
      error: '#ffa49e',
    },
    background: '#000000',
    grid: '#3a3a3a',
    axis: '#ffffff',
    label: '#f0f0f0',
    tick: '#dcdcdc',
    warning: '#2f1f00',
    font,
  },
} as const satisfies Record<string, Theme>
export type ThemeName = keyof typeof themes

/** Leaves the choice to the page or the report that the picture stands in: every colour is a CSS variable of the design tokens. */
export const cssTheme: Theme = {
  colour: {
    ...families(
      ['baseline', 'collaborative', 'content', 'rules', 'deep', 'bandits', 'hybrid'].map((id) => `var(--f-${id})`),
    ),
    ...ramped([1, 2, 3, 4, 5].map((step) => `var(--seq-${step})`)),
    mark: 'var(--c-mark)',
    markSoft: 'var(--c-mark-soft)',
    text: 'var(--c-text)',
    quiet: 'var(--c-text-2)',
    error: 'var(--c-error)',
  },
  background: 'var(--c-bg)',
  grid: 'var(--c-grid)',
  axis: 'var(--c-axis)',
  label: 'var(--c-text-2)',
  tick: 'var(--c-text-3)',
  warning: 'var(--c-warn-soft)',
  font: 'inherit',
}

export const familyMarker: Readonly<Record<Family, Marker>> = {
  baseline: 'circle',
  collaborative: 'square',
  content: 'triangle',
  rules: 'diamond',
  deep: 'triangleDown',
  bandits: 'cross',
  hybrid: 'star',
}

export const dashArray: Readonly<Record<Dash, string>> = { solid: '', long: '6 3', dotted: '2 2', mixed: '8 2 2 2' }
