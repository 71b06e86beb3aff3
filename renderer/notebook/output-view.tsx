import { useState } from 'preact/hooks'
import type { CellOutput, MimeBundle } from '../../main/contract/api/notebook.ts'
import { Chart } from '../charts/chart.tsx'
import { Button } from '../components/button.tsx'
import { ErrorBoundary } from '../app/error-boundary.tsx'
import { t } from '../i18n/t.ts'
import { HtmlFrame } from './html-frame.tsx'
import { isFigure, isPlotlyFigure } from './figure-check.ts'
import { PlotlyOutput } from './plotly-output.tsx'

const shownOutputs = 50
const shownCharacters = 20_000

/** What a cell printed and showed. Before a notebook is trusted only text, images and charts are drawn. */
export function Outputs({ outputs, trusted }: { readonly outputs: readonly CellOutput[]; readonly trusted: boolean }) {
  const [all, setAll] = useState(false)
  const drawn = all ? outputs : outputs.slice(0, shownOutputs)
  return (
    <div class="cell-outputs">
      {drawn.map((output, index) => (
        <ErrorBoundary key={index}>
          <OutputView output={output} trusted={trusted} />
        </ErrorBoundary>
      ))}
      {drawn.length < outputs.length && (
        <Button variant="link" onClick={() => setAll(true)}>
          {t('Show all {count} outputs', { count: outputs.length })}
        </Button>
      )}
    </div>
  )
}

function OutputView({ output, trusted }: { readonly output: CellOutput; readonly trusted: boolean }) {
  switch (output.output_type) {
    case 'stream':
      return <Text text={output.text} tone={output.name === 'stderr' ? 'warn' : undefined} />
    case 'error':
      return <ErrorOutput output={output} />
    case 'display_data':
    case 'execute_result':
      return <Bundle data={output.data} trusted={trusted} />
    default:
      return null
  }
}

function Bundle({ data, trusted }: { readonly data: MimeBundle; readonly trusted: boolean }) {
  const figure = data['application/vnd.recbench.figure+json']
  if (isFigure(figure))
    return (
      <div class="cell-chart">
        <Chart figure={figure} height={300} />
      </div>
    )
  const plotly = data['application/vnd.plotly.v1+json']
  if (isPlotlyFigure(plotly)) return <PlotlyOutput figure={plotly} />
  for (const type of ['image/png', 'image/jpeg'] as const) {
    const image = data[type]
    if (typeof image === 'string' && /^[A-Za-z0-9+/=\s]+$/.test(image))
      return (
        <img
          class="cell-image"
          src={`data:${type};base64,${image.replace(/\s/g, '')}`}
          alt={String(data['text/plain'] ?? '')}
        />
      )
  }
  const html = data['text/html']
  if (trusted && typeof html === 'string') return <HtmlFrame html={html} text={String(data['text/plain'] ?? '')} />
  return <Text text={String(data['text/plain'] ?? '')} />
}

function Text({ text, tone }: { readonly text: string; readonly tone?: string | undefined }) {
  const [all, setAll] = useState(false)
  const cut = !all && text.length > shownCharacters
  return (
    <>
      <pre class={`cell-text${tone ? ` ${tone}` : ''}`}>{cut ? text.slice(0, shownCharacters) : text}</pre>
      {cut && (
        <Button variant="link" onClick={() => setAll(true)}>
          {t('Show all {count} characters', { count: text.length })}
        </Button>
      )}
    </>
  )
}

function ErrorOutput({ output }: { readonly output: CellOutput & { output_type: 'error' } }) {
  const [first, ...rest] = output.traceback
  return (
    <div class="cell-error" role="alert">
      <strong>{first ?? `${output.ename}: ${output.evalue}`}</strong>
      {rest.length > 0 && <pre class="cell-text">{rest.join('\n')}</pre>}
    </div>
  )
}
