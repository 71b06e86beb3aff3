import { useEffect, useState } from 'preact/hooks'
import { t } from '../i18n/t.ts'
import { ProgressBar } from './progress-bar.tsx'

interface SkeletonProps {
  readonly rows?: number
  readonly height?: number
  readonly onCancel?: () => void
}

/** Rows of the right height after 150 ms; after one second a bar, and a way to stop where there is one. */
export function Skeleton({ rows = 6, height = 28, onCancel }: SkeletonProps) {
  const [phase, setPhase] = useState<0 | 1 | 2>(0)
  useEffect(() => {
    const first = setTimeout(() => setPhase(1), 150)
    const second = setTimeout(() => setPhase(2), 1000)
    return () => [first, second].forEach(clearTimeout)
  }, [])
  if (phase === 0) return <div aria-busy="true" />
  return (
    <div class="skeleton" aria-busy="true">
      {phase === 2 && <ProgressBar label={t('Loading')} fraction={null} {...(onCancel ? { onCancel } : {})} />}
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} style={{ height: `${height}px` }}>
          <i style={{ width: `${55 + ((index * 37) % 40)}%` }} />
        </div>
      ))}
    </div>
  )
}
