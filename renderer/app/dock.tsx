import { signal, type Signal } from '@preact/signals'
import {
  createDockview,
  type DockviewApi,
  type GroupPanelPartInitParameters,
  type IContentRenderer,
  type ITabRenderer,
  type SerializedDockview,
} from 'dockview-core'
import { X } from 'lucide-preact'
import { render } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { t } from '../i18n/t.ts'
import { datasets, hasOwnData } from '../state/datasets.ts'
import { recall, remember } from '../state/memory.ts'
import { notify } from '../state/notices.ts'
import { currentScreen, setOpener, type Opening } from './navigate.ts'
import { ScreenHost } from './screen-host.tsx'
import { screens, type ScreenTab } from './screens.ts'

const find = (id: string) => screens.find((screen) => screen.id === id)
const titles = new Map<string, Signal<string | undefined>>()

let dock: DockviewApi | undefined

const keyOf = ({ screen, parameters }: Opening) => `${screen}:${find(screen)?.tabKey?.(parameters) ?? ''}`

/** The tabs: opened, split and closed by the person, and kept per workspace. */
export function Dock() {
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const api = createDockview(element.current!, {
      theme: { name: 'recbench', className: 'dockview-theme-recbench', dndTabIndicator: 'line' },
      disableFloatingGroups: true,
      defaultRenderer: 'onlyWhenVisible',
      scrollbars: 'native',
      announcements: false,
      createComponent: () => new ScreenContent(),
      createTabComponent: () => new ScreenTabHead(),
      defaultTabComponent: 'tab',
    })
    dock = api
    api.onDidActivePanelChange(() => {
      const opening = api.activePanel?.params as Opening | undefined
      currentScreen.value = opening?.screen ?? ''
    })
    void restore(api).then(() => {
      setOpener((opening) => open(api, opening))
      api.onDidLayoutChange(() => {
        if (api.panels.length === 0) open(api, homeOpening())
        remember('layout', api.toJSON())
      })
    })
    return () => api.dispose()
  }, [])
  return <div ref={element} class="dock" />
}

/** Closes the tab in front; what runs goes on. */
export const closeTab = () => dock?.activePanel?.api.close()
export const nextTab = (back: boolean) => (back ? dock?.moveToPrevious() : dock?.moveToNext())

/** Splits the window: the tab in front moves to the right. */
export function splitRight(): void {
  const panel = dock?.activePanel
  if (panel && panel.group.panels.length > 1) panel.api.moveTo({ group: panel.group, position: 'right' })
}

export function resetLayout(): void {
  dock?.clear()
}

const homeOpening = (): Opening => ({ screen: hasOwnData.value ? 'data' : 'start', parameters: {} })

function open(api: DockviewApi, opening: Opening) {
  const id = keyOf(opening)
  const present = api.getPanel(id) ?? api.panels.find((panel) => keyOf(panel.params as unknown as Opening) === id)
  if (present) {
    present.api.updateParameters(opening)
    present.api.setActive()
    return
  }
  api.addPanel({
    id: api.getPanel(id) ? `${id}#${Date.now()}` : id,
    component: 'screen',
    title: opening.screen,
    params: opening,
  })
}

async function restore(api: DockviewApi) {
  const layout = await recall<SerializedDockview>('layout')
  if (layout) {
    try {
      api.fromJSON(layout)
      for (const panel of api.panels)
        if (!find((panel.params as Opening | undefined)?.screen ?? '')) api.removePanel(panel)
    } catch (error) {
      api.clear()
      notify('warning', t('The kept layout could not be read and was replaced by the default.'), String(error))
    }
  }
  if (api.panels.length === 0) {
    await knownDatasets()
    if (api.panels.length === 0) open(api, homeOpening())
  }
}

/** Whether there is data decides what a new window shows; without an answer within a second, the first start is shown. */
function knownDatasets(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 1500)
    const stop = datasets.subscribe((list) => {
      if (!list) return
      clearTimeout(timer)
      queueMicrotask(() => stop())
      resolve()
    })
  })
}

class ScreenContent implements IContentRenderer {
  readonly element = document.createElement('div')
  readonly #visible = signal(false)
  readonly #opening = signal<Opening | undefined>(undefined)

  constructor() {
    this.element.className = 'screen'
  }

  init({ api, params }: GroupPanelPartInitParameters): void {
    this.#opening.value = params as Opening
    this.#visible.value = api.isVisible
    api.onDidVisibilityChange(({ isVisible }) => (this.#visible.value = isVisible))
    const title = titleOf(api.id)
    const tab: ScreenTab = {
      visible: this.#visible,
      setTitle: (text) => {
        title.value = text
        api.setTitle(text)
      },
      setParameters: (parameters) => {
        const next: Opening = { screen: this.#opening.value!.screen, parameters }
        api.updateParameters(next)
        this.#opening.value = next
        if (dock) remember('layout', dock.toJSON())
      },
      close: () => api.close(),
    }
    render(<ScreenHost opening={this.#opening} tab={tab} />, this.element)
  }

  update({ params }: { params: Record<string, unknown> }): void {
    if (params['screen']) this.#opening.value = params as unknown as Opening
  }

  dispose(): void {
    render(null, this.element)
  }
}

class ScreenTabHead implements ITabRenderer {
  readonly element = document.createElement('div')

  init({ api, params }: GroupPanelPartInitParameters): void {
    const entry = find((params as Opening).screen)
    const title = titleOf(api.id)
    this.element.className = 'dock-tab'
    this.element.addEventListener('auxclick', (event) => event.button === 1 && api.close())
    render(<TabHead entryId={entry?.id ?? ''} title={title} onClose={() => api.close()} />, this.element)
  }

  dispose(): void {
    render(null, this.element)
  }
}

interface TabHeadProps {
  readonly entryId: string
  readonly title: Signal<string | undefined>
  readonly onClose: () => void
}

function TabHead({ entryId, title, onClose }: TabHeadProps) {
  const entry = find(entryId)
  const text = title.value ?? t(entry?.title ?? '')
  return (
    <>
      {entry && <entry.icon size={14} strokeWidth={1.5} aria-hidden="true" />}
      <span class="tab-title" title={text}>
        {text}
      </span>
      <span
        class="tab-close"
        aria-hidden="true"
        title={t('Close (Ctrl W)')}
        onPointerDown={(event) => event.stopPropagation()}
        onClick={(event) => {
          event.stopPropagation()
          onClose()
        }}
      >
        <X size={13} strokeWidth={1.75} />
      </span>
    </>
  )
}

function titleOf(id: string): Signal<string | undefined> {
  const known = titles.get(id) ?? signal<string | undefined>(undefined)
  titles.set(id, known)
  return known
}
