import type { ComponentChildren } from 'preact'
import { useId, useRef } from 'preact/hooks'

export interface TabEntry<Id extends string> {
  readonly id: Id
  readonly title: string
}

interface PanelTabsProps<Id extends string> {
  readonly label: string
  readonly tabs: readonly TabEntry<Id>[]
  readonly chosen: Id
  readonly onChoose: (id: Id) => void
  /** Beside the tabs. */
  readonly sub?: ComponentChildren
  readonly actions?: ComponentChildren
  readonly children: ComponentChildren
}

/** A panel whose head is a row of tabs: arrows, Home and End move and choose. */
export function PanelTabs<Id extends string>(props: PanelTabsProps<Id>) {
  const { label, tabs, chosen, onChoose, sub, actions, children } = props
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const press = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.id === chosen)
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    const place = (next + tabs.length) % tabs.length
    onChoose(tabs[place]!.id)
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[place]?.focus()
  }
  return (
    <section class="panel grow" aria-label={label}>
      <div class="panel-head">
        <div ref={list} class="panel-tabs" role="tablist" aria-label={label} onKeyDown={press}>
          {tabs.map((tab) => (
            <button
              key={tab.id}
              type="button"
              role="tab"
              id={`${id}-${tab.id}`}
              aria-selected={tab.id === chosen}
              aria-controls={`${id}-panel`}
              tabIndex={tab.id === chosen ? 0 : -1}
              onClick={() => onChoose(tab.id)}
            >
              {tab.title}
            </button>
          ))}
        </div>
        {sub !== undefined && <span class="panel-sub elide">{sub}</span>}
        <span class="spacer" />
        {actions}
      </div>
      <div id={`${id}-panel`} class="panel-body panel-tab" role="tabpanel" aria-labelledby={`${id}-${chosen}`}>
        {children}
      </div>
    </section>
  )
}
