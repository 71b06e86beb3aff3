import type { Figure, Look } from '../../main/figures/figure.ts'
import { markerPath } from '../../main/figures/markers.ts'
import { dashArray, themes } from '../../main/figures/theme.ts'
import { chartTheme } from './chart-theme.ts'

/** What marks mean, in one line under or above a chart whose direct labels would collide. */
export function FigureKey({ entries }: { readonly entries: NonNullable<Figure['key']> }) {
  return (
    <div class="chart-key small">
      {entries.map(({ text, look }) => (
        <span key={text} class="row">
          <Swatch look={look} />
          {text}
        </span>
      ))}
    </div>
  )
}

function Swatch({ look }: { readonly look: Look }) {
  const colour = themes[chartTheme.value].colour[look.colour]
  if (look.dash !== undefined)
    return (
      <svg width="22" height="10" aria-hidden="true">
        <line
          x1="0"
          x2="22"
          y1="5"
          y2="5"
          stroke={colour}
          stroke-width="1.75"
          stroke-dasharray={dashArray[look.dash]}
        />
      </svg>
    )
  return (
    <svg width="12" height="12" aria-hidden="true">
      <path d={markerPath(look.marker ?? 'circle', 6, 6)} fill={colour} />
    </svg>
  )
}
