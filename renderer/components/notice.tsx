import { CircleCheck, Info, OctagonX, TriangleAlert, X, type LucideIcon } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import type { ErrorReport } from '../../main/contract/errors.ts'
import { t, tMaybe } from '../i18n/t.ts'
import { Button, IconButton } from './button.tsx'

interface ErrorNoticeProps {
  readonly error: ErrorReport
  /** One primary remedy that is one click, then alternatives. */
  readonly actions?: ComponentChildren
  readonly title?: string
}

/** An error in its four parts: what, where, why, do. */
export function ErrorNotice({ error, actions, title }: ErrorNoticeProps) {
  const details = [error.code, error.message, error.where, error.why].filter(Boolean).join('\n')
  return (
    <div class="error-notice" role="alert">
      <div class="error-title">
        <OctagonX size={16} strokeWidth={1.75} aria-hidden="true" />
        <span>{title ?? t('This did not work')}</span>
      </div>
      <dl>
        <dt>{t('What')}</dt>
        <dd>{tMaybe(error.message)}</dd>
        {error.where !== undefined && <dt>{t('Where')}</dt>}
        {error.where !== undefined && <dd>{error.where}</dd>}
        {error.why !== undefined && <dt>{t('Why')}</dt>}
        {error.why !== undefined && <dd>{error.why}</dd>}
        <dt>{t('Do')}</dt>
        <dd>
          {error.remedy !== undefined && <p>{tMaybe(error.remedy)}</p>}
          <div class="error-actions">
            {actions}
            <Button variant="ghost" onClick={() => void navigator.clipboard.writeText(details)}>
              {t('Copy details')}
            </Button>
          </div>
        </dd>
      </dl>
    </div>
  )
}

const bannerIcons: Readonly<Record<'info' | 'warning' | 'error' | 'ok', LucideIcon>> = {
  info: Info,
  warning: TriangleAlert,
  error: OctagonX,
  ok: CircleCheck,
}

interface BannerProps {
  readonly level: 'info' | 'warning' | 'error' | 'ok'
  readonly children: ComponentChildren
  readonly actions?: ComponentChildren
  readonly onDismiss?: () => void
}

/** A bar across a screen: a sentence and the way out. */
export function Banner({ level, children, actions, onDismiss }: BannerProps) {
  const Icon = bannerIcons[level]
  return (
    <div class={`banner ${level}`} role={level === 'error' ? 'alert' : 'status'}>
      <Icon size={16} strokeWidth={1.5} aria-hidden="true" />
      <span class="banner-text">{children}</span>
      {actions}
      {onDismiss && <IconButton icon={X} label={t('Dismiss')} onClick={onDismiss} />}
    </div>
  )
}

/** Nothing here yet: one sentence what would be here, one button that fills it. */
export function EmptyState({
  children,
  action,
}: {
  readonly children: ComponentChildren
  readonly action?: ComponentChildren
}) {
  return (
    <div class="empty-state">
      <p>{children}</p>
      {action}
    </div>
  )
}
