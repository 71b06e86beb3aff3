import type { ComponentChildren } from 'preact'

interface ScreenHeaderProps {
  readonly title: ComponentChildren
  /** State and what this is, beside the title. */
  readonly children?: ComponentChildren
  readonly actions?: ComponentChildren
}

/** What this is, its state, its actions: 44 px, one primary button at most. */
export function ScreenHeader({ title, children, actions }: ScreenHeaderProps) {
  return (
    <div class="screen-header">
      <h1>{title}</h1>
      <div class="screen-header-state">{children}</div>
      <div class="screen-header-actions">{actions}</div>
    </div>
  )
}

export function Toolbar({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <div class="toolbar" role="toolbar" aria-label={label}>
      {children}
    </div>
  )
}

interface PanelProps {
  readonly title?: ComponentChildren
  readonly sub?: ComponentChildren
  readonly actions?: ComponentChildren
  readonly children?: ComponentChildren
  /** Side panels have their own ground. */
  readonly side?: boolean
  /** The content brings its own padding and scrolling. */
  readonly flush?: boolean
  readonly grow?: boolean
  readonly label?: string
}

/** A part of a screen under its own heading, split from others by a hairline. */
export function Panel({ title, sub, actions, children, side, flush, grow, label }: PanelProps) {
  return (
    <section
      class={`panel${side ? ' side' : ''}${grow ? ' grow' : ''}`}
      aria-label={label ?? (typeof title === 'string' ? title : undefined)}
    >
      {title !== undefined && (
        <div class="panel-head">
          <h2>{title}</h2>
          {sub !== undefined && <span class="panel-sub elide">{sub}</span>}
          <span class="spacer" />
          {actions}
        </div>
      )}
      <div class={flush ? 'panel-flush' : 'panel-body'}>{children}</div>
    </section>
  )
}

/** A list of names and values. */
export function KeyValues({ entries }: { readonly entries: readonly (readonly [string, ComponentChildren])[] }) {
  return (
    <dl class="key-values">
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
