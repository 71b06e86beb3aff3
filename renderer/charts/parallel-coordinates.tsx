import { X } from 'lucide-preact'
import { useMemo, useRef, useState } from 'preact/hooks'
import { formatShort } from '../../main/figures/format.ts'
import {
  parallelPath,
  parallelTicks,
  valueAt,
  type ParallelFigure,
  type ParallelLine,
} from '../../main/figures/parallel-coordinates.ts'
import { textWidth } from '../../main/figures/text.ts'
import { Button } from '../components/button.tsx'
import { t } from '../i18n/t.ts'
import './charts.css'
import { useSize } from './use-size.ts'

interface ParallelProps {
  readonly figure: ParallelFigure
  readonly focus: readonly string[]
  readonly title: string
}

type Brushes = Readonly<Record<number, readonly [number, number]>>

/** Lines over axes: context grey, selected bold; drag along an axis to brush it. */
export function ParallelCoordinates({ figure, focus, title }: ParallelProps) {
  const frame = useRef<HTMLDivElement>(null)
  const { width, height } = useSize(frame)
  const [brushes, setBrushes] = useState<Brushes>({})
  const { axes, lines } = figure
  const [top, bottom] = [34, Math.max(60, height - 10)]
  const words = axes[0]?.words ?? []
  const margin = Math.min(width / 3, Math.max(48, ...words.map((word) => textWidth(word) + 12)))
  const place = (at: number) => margin + (axes.length < 2 ? 0 : (at * (width - 2 * margin)) / (axes.length - 1))
  const inside = useMemo(() => lines.filter((line) => passes(line, brushes)), [lines, brushes])
  const brushed = Object.keys(brushes).length > 0
  const strong = focus.length ? lines.filter(({ id }) => focus.includes(id)) : brushed ? inside : []

  function drag(event: PointerEvent & { currentTarget: SVGRectElement }, axis: number) {
    const box = event.currentTarget.ownerSVGElement!.getBoundingClientRect()
    const heightAt = (y: number) => Math.min(1, Math.max(0, (bottom - (y - box.top)) / (bottom - top)))
    const start = heightAt(event.clientY)
    const target = event.currentTarget
    target.setPointerCapture(event.pointerId)
    const move = (next: PointerEvent) => {
      const end = heightAt(next.clientY)
      if (Math.abs(end - start) > 0.02)
        setBrushes((old) => ({ ...old, [axis]: [Math.min(start, end), Math.max(start, end)] }))
    }
    const stop = () => {
      target.removeEventListener('pointermove', move)
      target.removeEventListener('pointerup', stop)
    }
    target.addEventListener('pointermove', move)
    target.addEventListener('pointerup', stop)
  }

  return (
    <div class="chart">
      <div ref={frame} class="chart-frame">
        {width > 60 && height > 60 && (
          <svg class="parallel" width={width} height={height} role="img" aria-label={title}>
            {lines.map((line) => (
              <path key={line.id} d={parallelPath(line, place, top, bottom)} class="parallel-context" />
            ))}
            {strong.map((line) => (
              <path
                key={line.id}
                d={parallelPath(line, place, top, bottom)}
                fill="none"
                stroke={`var(--f-${line.family})`}
                stroke-width={focus.length ? 2.5 : 1.5}
              />
            ))}
            {axes.map((axis, at) => (
              <g key={axis.name}>
                <line class="parallel-axis" x1={place(at)} x2={place(at)} y1={top} y2={bottom} />
                <text class="parallel-name" x={place(at)} y={14} text-anchor="middle">
                  {axis.name}
                </text>
                {parallelTicks(axis).map(({ height: share, text }) => (
                  <text key={text} x={place(at) - 5} y={bottom - share * (bottom - top) + 4} text-anchor="end">
                    {text}
                  </text>
                ))}
                {brushes[at] && (
                  <rect
                    class="parallel-brush"
                    x={place(at) - 7}
                    width={14}
                    y={bottom - brushes[at][1] * (bottom - top)}
                    height={(brushes[at][1] - brushes[at][0]) * (bottom - top)}
                  />
                )}
                <rect
                  class="parallel-handle"
                  x={place(at) - 12}
                  y={top}
                  width={24}
                  height={bottom - top}
                  onPointerDown={(event) => drag(event, at)}
                />
              </g>
            ))}
          </svg>
        )}
      </div>
      {brushed && (
        <div class="chart-key small">
          <span>
            {Object.entries(brushes)
              .map(([at, [low, high]]) => {
                const axis = axes[Number(at)]
                return axis && !axis.words
                  ? `${axis.name} ${formatShort(valueAt(axis, low))} – ${formatShort(valueAt(axis, high))}`
                  : (axis?.name ?? '')
              })
              .join(', ')}
            {': '}
            {t('{count} lines', { count: inside.length })}
          </span>
          <Button variant="link" icon={X} onClick={() => setBrushes({})}>
            {t('Clear brush')}
          </Button>
        </div>
      )}
    </div>
  )
}

const passes = ({ heights }: ParallelLine, brushes: Brushes) =>
  Object.entries(brushes).every(([at, [low, high]]) => {
    const height = heights[Number(at)]
    return height !== null && height !== undefined && height >= low && height <= high
  })
