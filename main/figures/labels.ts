import { textWidth } from './text.ts'

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** `end`: right of a line's last point; `around`: wherever there is room beside a point. */
export interface WantedLabel {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly side: 'end' | 'around'
  readonly strong: boolean
}

export interface PlacedLabel {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly anchor: 'start' | 'middle' | 'end'
  readonly strong: boolean
  /** Where the mark is, when the label had to move so far that a line must join them. */
  readonly leader: readonly [number, number] | null
}

const lineHeight = 13
type Area = { readonly width: number; readonly height: number; readonly frame: Box }

/** Direct labels without overlap: line ends are pushed apart vertically, labels of points take the freest of the places around them. */
export function placeLabels(wanted: readonly WantedLabel[], marks: readonly Box[], area: Area): PlacedLabel[] {
  const ends = spread(
    wanted.filter(({ side }) => side === 'end'),
    area,
  )
  const taken = [...marks, ...ends.map((label) => boxOf(label))]
  const around = wanted
    .filter(({ side }) => side === 'around')
    .sort((a, b) => Number(b.strong) - Number(a.strong) || a.y - b.y)
  const placed = around.map((label) => {
    const best = candidates(label)
      .map((candidate, order) => ({ candidate, cost: costOf(boxOf(candidate), taken, area) + order * 4 }))
      .reduce((a, b) => (b.cost < a.cost ? b : a)).candidate
    taken.push(boxOf(best))
    return best
  })
  return [...ends, ...placed]
}

function spread(labels: readonly WantedLabel[], { width, frame }: Area): PlacedLabel[] {
  const sorted = labels.toSorted((a, b) => a.y - b.y)
  const places = sorted.map(({ y }) => y)
  for (let round = 0; round < 60; round++)
    for (let at = 1; at < places.length; at++) {
      const lack = lineHeight - (places[at]! - places[at - 1]!)
      const near = Math.abs(sorted[at]!.x - sorted[at - 1]!.x) < 120
      if (lack <= 0 || !near) continue
      places[at - 1] = Math.max(frame.top - 4, places[at - 1]! - lack / 2)
      places[at] = Math.min(frame.bottom, places[at]! + lack / 2)
    }
  return sorted.map(({ text, x, y, strong }, at) => {
    const fits = x + 9 + textWidth(text) <= width
    const moved = Math.abs(places[at]! - y) > 8
    return {
      text,
      x: fits ? x + 9 : width - 2,
      y: places[at]! + 4,
      anchor: fits ? 'start' : 'end',
      strong,
      leader: moved && fits ? [x, y] : null,
    }
  })
}

function candidates({ text, x, y, strong }: WantedLabel): PlacedLabel[] {
  const at = (dx: number, dy: number, anchor: PlacedLabel['anchor'], far = false): PlacedLabel => ({
    text,
    x: x + dx,
    y: y + dy,
    anchor,
    strong,
    leader: far ? [x, y] : null,
  })
  return [
    at(8, 4, 'start'),
    at(-8, 4, 'end'),
    at(7, -6, 'start'),
    at(7, 14, 'start'),
    at(-7, -6, 'end'),
    at(-7, 14, 'end'),
    at(0, -9, 'middle'),
    at(0, 17, 'middle'),
    at(16, -16, 'start', true),
    at(-16, -16, 'end', true),
    at(16, 24, 'start', true),
    at(-16, 24, 'end', true),
    at(18, -30, 'start', true),
    at(-18, -30, 'end', true),
    at(26, 38, 'start', true),
    at(-26, 38, 'end', true),
    at(40, -6, 'start', true),
    at(-40, -6, 'end', true),
    at(-40, 12, 'end', true),
    at(40, 12, 'start', true),
  ]
}

function boxOf({ text, x, y, anchor }: PlacedLabel): Box {
  const width = textWidth(text)
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
  return { left: left - 1, right: left + width + 1, top: y - 10, bottom: y + 2 }
}

function costOf(box: Box, taken: readonly Box[], { width, frame }: Area): number {
  const overlap = taken.reduce((sum, other) => {
    const across = Math.min(box.right, other.right) - Math.max(box.left, other.left)
    const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top)
    return sum + (across > 0 && down > 0 ? 20 + across * down : 0)
  }, 0)
  const outside =
    Math.max(0, frame.left + 2 - box.left) +
    Math.max(0, box.right - width + 2) +
    Math.max(0, frame.top - 12 - box.top) +
    Math.max(0, box.bottom - frame.bottom + 1)
  return overlap + outside * 60
}
