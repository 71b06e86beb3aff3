import { Component, type ComponentChildren } from 'preact'
import { toErrorReport } from '../../main/contract/errors.ts'
import { Button } from '../components/button.tsx'
import { ErrorNotice } from '../components/notice.tsx'
import { t } from '../i18n/t.ts'

interface State {
  readonly error: unknown
}

/** Keeps a defect of one screen inside its tab. */
export class ErrorBoundary extends Component<{ children: ComponentChildren }, State> {
  override state: State = { error: undefined }

  static override getDerivedStateFromError(error: unknown): State {
    return { error }
  }

  override render() {
    if (this.state.error === undefined) return this.props.children
    return (
      <ErrorNotice
        error={toErrorReport(this.state.error)}
        title={t('This screen stopped; the others go on')}
        actions={
          <Button variant="primary" onClick={() => this.setState({ error: undefined })}>
            {t('Show it again')}
          </Button>
        }
      />
    )
  }
}
