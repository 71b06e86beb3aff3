import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** WCAG 2.2 AA ratios of every pair in every theme, and families that stay apart for colour-blind readers. */
const css = readFileSync(new URL('../../../renderer/styles/tokens.css', import.meta.url), 'utf8')
const blocks = [
  ...css.matchAll(/^(:root, \[data-theme="light"\]|\[data-theme="(?:dark|contrast)"\]) \{([\s\S]*?)^\}/gm),
]
const themes = blocks.map(([, selector, body]) => ({
  name: /theme="(\w+)"/.exec(selector!)![1]!,
  colours: Object.fromEntries(
    [...body!.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, hex]) => [name!, hex!]),
  ),
}))

const linear = (hex: string) =>
  [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
const luminance = (hex: string) => {
  const [red, green, blue] = linear(hex) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const ratio = (a: string, b: string) => {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

const families = ['baseline', 'collaborative', 'content', 'rules', 'deep', 'bandits', 'hybrid'].map(
  (name) => `f-${name}`,
)
const states = ['ok', 'warn', 'error', 'info', 'running', 'stale', 'halted']
const surfaces = ['c-bg', 'c-bg-side', 'c-bg-raised']
const each = (fronts: readonly string[], backs: (front: string) => readonly string[], need: number) =>
  fronts.flatMap((front) => backs(front).map((back) => [front, back, need] as const))
const pairs = [
  ...each(['c-text', 'c-text-2', 'c-text-3'], () => [...surfaces, 'c-bg-sunk', 'c-hover', 'c-selected'], 4.5),
  ...each(['c-accent', 'c-accent-hover'], () => [...surfaces, 'c-accent-soft'], 4.5),
  ...each(['c-on-accent'], () => ['c-accent', 'c-accent-hover'], 4.5),
  ...each(
    states.map((state) => `c-${state}`),
    (front) => [...surfaces, `${front}-soft`, 'c-selected'],
    4.5,
  ),
  ...each(
    ['keyword', 'string', 'number', 'function', 'type', 'comment'].map((kind) => `syn-${kind}`),
    () => ['c-bg'],
    4.5,
  ),
  ...each(families, () => [...surfaces, 'c-selected'], 3),
  ...each(['c-line-strong', 'c-focus', 'c-mark', 'c-axis'], () => surfaces, 3),
]

/** Viénot 1999 for protan and deutan, one plane for tritan. */
const visions: Readonly<Record<string, readonly (readonly number[])[]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.11238, 0.88762, 0],
    [0.11238, 0.88762, 0],
    [0.00401, -0.00401, 1],
  ],
  deutan: [
    [0.29275, 0.70725, 0],
    [0.29275, 0.70725, 0],
    [-0.02234, 0.02234, 1],
  ],
  tritan: [
    [1.01354, 0.14268, -0.15622],
    [-0.01181, 0.87561, 0.13619],
    [0.07707, 0.81208, 0.11085],
  ],
}
const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, at) => sum + value * b[at]!, 0)

function lab(hex: string, vision: readonly (readonly number[])[]) {
  const rgb = vision.map((row) => Math.min(1, Math.max(0, dot(row, linear(hex)))))
  const white = [0.95047, 1, 1.08883]
  const [x, y, z] = [
    [0.4124, 0.3576, 0.1805],
    [0.2126, 0.7152, 0.0722],
    [0.0193, 0.1192, 0.9505],
  ]
    .map((row, at) => dot(row, rgb) / white[at]!)
    .map((value) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116)) as [number, number, number]
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

describe('colours', () => {
  it('come in three themes', () => expect(themes.map(({ name }) => name)).toEqual(['light', 'dark', 'contrast']))

  it.each(themes)('of the $name theme reach their contrast', ({ colours }) => {
    const failed = pairs.filter(([front, back, need]) => ratio(colours[front]!, colours[back]!) < need)
    expect(failed).toEqual([])
    expect(pairs).toHaveLength(109)
  })

  it.each(themes)('of families in the $name theme stay apart for colour-blind readers', ({ colours }) => {
    const close: string[] = []
    for (const [vision, matrix] of Object.entries(visions))
      for (const [at, a] of families.entries())
        for (const b of families.slice(at + 1)) {
          const [one, other] = [lab(colours[a]!, matrix), lab(colours[b]!, matrix)]
          if (Math.hypot(...one.map((value, index) => value - other[index]!)) < 18) close.push(`${vision} ${a} ${b}`)
        }
    expect(close).toEqual([])
  })
})
