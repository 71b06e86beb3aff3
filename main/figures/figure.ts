import type { Family } from '../contract/api/models.ts'

/** One hue for ordered values, from the least to the most. */
export const ramp = ['seq1', 'seq2', 'seq3', 'seq4', 'seq5'] as const
/** Colours by meaning; a theme gives the value. A family keeps its colour everywhere; the rest are neutral. */
export type Colour = Family | 'mark' | 'markSoft' | 'text' | 'quiet' | 'error' | (typeof ramp)[number]
export type Marker = 'circle' | 'square' | 'triangle' | 'diamond' | 'triangleDown' | 'cross' | 'star' | 'tick' | 'none'
/** Members of one family differ by dash, in this order. */
export const dashes = ['solid', 'long', 'dotted', 'mixed'] as const
export type Dash = (typeof dashes)[number]

export interface Look {
  readonly colour: Colour
  readonly marker?: Marker
  readonly dash?: Dash
  /** Faded: the raw curve under a smoothed one, or context behind the focus. */
  readonly soft?: boolean
  readonly strong?: boolean
}

export type AxisFormat = 'number' | 'count' | 'percent' | 'signed' | 'time'

export interface Axis {
  /** With its unit; a log axis says so. */
  readonly title: string
  readonly scale: 'linear' | 'log' | 'category'
  readonly format: AxisFormat
  /** Fixed ends; absent, they are taken from the marks. */
  readonly domain?: readonly [number, number]
  /** The axis starts at 0 even when no mark does. */
  readonly fromZero?: boolean
  /** Rows of a category axis, first one on top; marks sit at their index. */
  readonly categories?: readonly { readonly text: string; readonly detail?: string }[]
}

export interface FigurePoint {
  readonly x: number
  readonly y: number
  /** What hover and table call it. */
  readonly name: string
  /** Direct label beside the mark; absent, none. */
  readonly label?: string
  readonly strong?: boolean
  readonly look: Look
  /** Vertical and horizontal 95 % intervals. */
  readonly yInterval?: readonly [number, number]
  readonly xInterval?: readonly [number, number]
}

export type Mark =
  | {
      readonly kind: 'line'
      readonly name: string
      readonly label?: string
      readonly look: Look
      readonly x: readonly number[]
      readonly y: readonly (number | null)[]
      readonly step?: boolean
    }
  | {
      readonly kind: 'band'
      readonly name: string
      readonly look: Look
      readonly x: readonly number[]
      readonly low: readonly number[]
      readonly high: readonly number[]
      /** A layer of a stack instead of an interval: filled with its colour, labelled at its end, its height told on hover. */
      readonly stacked?: { readonly label?: string }
    }
  | { readonly kind: 'points'; readonly points: readonly FigurePoint[] }
  | {
      readonly kind: 'bars'
      readonly bars: readonly {
        readonly row: number
        readonly name: string
        readonly value: number
        readonly interval?: readonly [number, number]
        readonly text?: string
        readonly look: Look
      }[]
    }
  | {
      readonly kind: 'histogram'
      readonly bins: readonly {
        readonly from: number
        readonly to: number
        readonly count: number
        readonly colour: Colour
      }[]
    }
  | { readonly kind: 'rule'; readonly axis: 'x' | 'y'; readonly at: number; readonly label?: string }
  | { readonly kind: 'zone'; readonly from: number; readonly to: number; readonly label: string }
  /** Text at a place on the x axis and a share of the height, from the top. */
  | {
      readonly kind: 'note'
      readonly x: number
      readonly height: number
      readonly text: string
      readonly anchor: 'start' | 'middle' | 'end'
    }

export interface FigureTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

/** A chart as data, before anything is drawn: the report's SVG, the page's Plotly and the notebook's MIME bundle come from the same one. */
export interface Figure {
  readonly id: string
  /** One sentence that says what is shown; the accessible name. */
  readonly title: string
  readonly x: Axis
  readonly y: Axis
  readonly marks: readonly Mark[]
  /** Explained below the chart where direct labels would collide. */
  readonly key?: readonly { readonly text: string; readonly look: Look }[]
  /** The same numbers, for readers of tables and for copying. */
  readonly table: FigureTable
}
