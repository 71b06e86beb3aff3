import type { Marker } from './figure.ts'

const round = (value: number) => Math.round(value * 10) / 10
const path = (points: readonly (readonly [number, number])[]) =>
  `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}Z`

/** The outline of a marker around a centre, as an SVG path. `size` is half its height. */
export function markerPath(marker: Marker, x: number, y: number, size = 4.2): string {
  const s = size
  switch (marker) {
    case 'circle':
      return `M${round(x - s)} ${round(y)}a${s} ${s} 0 1 0 ${2 * s} 0a${s} ${s} 0 1 0 ${-2 * s} 0Z`
    case 'square': {
      const h = s * 0.88
      return path([
        [x - h, y - h],
        [x + h, y - h],
        [x + h, y + h],
        [x - h, y + h],
      ])
    }
    case 'triangle':
      return path([
        [x, y - s * 1.1],
        [x + s * 1.1, y + s * 0.85],
        [x - s * 1.1, y + s * 0.85],
      ])
    case 'triangleDown':
      return path([
        [x, y + s * 1.1],
        [x + s * 1.1, y - s * 0.85],
        [x - s * 1.1, y - s * 0.85],
      ])
    case 'diamond':
      return path([
        [x, y - s * 1.25],
        [x + s * 1.25, y],
        [x, y + s * 1.25],
        [x - s * 1.25, y],
      ])
    case 'cross': {
      const a = s * 0.4
      const b = s * 1.15
      return path([
        [x - a, y - b],
        [x + a, y - b],
        [x + a, y - a],
        [x + b, y - a],
        [x + b, y + a],
        [x + a, y + a],
        [x + a, y + b],
        [x - a, y + b],
        [x - a, y + a],
        [x - b, y + a],
        [x - b, y - a],
        [x - a, y - a],
      ])
    }
    case 'star':
      return path(
        Array.from({ length: 10 }, (_, at) => {
          const angle = (Math.PI / 5) * at - Math.PI / 2
          const radius = at % 2 ? s * 0.55 : s * 1.35
          return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)] as const
        }),
      )
    case 'tick':
      return path([
        [x - 1, y - s * 1.2],
        [x + 1, y - s * 1.2],
        [x + 1, y + s * 1.2],
        [x - 1, y + s * 1.2],
      ])
    case 'none':
      return ''
    default:
      return marker satisfies never
  }
}
