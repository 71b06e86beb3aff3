import { Search } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks'
import { t } from '../i18n/t.ts'
import { recall, remember } from '../state/memory.ts'
import { findEntries, listEntries, type Found, type PaletteEntry } from './entries.ts'
import { matchQuery, type Match } from './match.ts'
import { paletteQuery } from './open.ts'
import './palette.css'

interface Hit extends Match {
  readonly entry: PaletteEntry
}

const prefixes: Readonly<Record<string, readonly PaletteEntry['kind'][]>> = {
  '>': ['command', 'setting'],
  '@': ['model'],
  '#': ['run'],
}

export function Palette() {
  return paletteQuery.value === undefined ? null : <OpenPalette first={paletteQuery.value} />
}

/** Type to find commands, models, runs, data sets and settings; arrows choose, Enter runs, Esc gives the focus back. */
function OpenPalette({ first }: { readonly first: string }) {
  const [query, setQuery] = useState(first)
  const [found, setFound] = useState<Found>({ models: [], runs: [] })
  const [recent, setRecent] = useState<readonly string[]>([])
  const [chosen, setChosen] = useState(0)
  const dialog = useRef<HTMLDialogElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const id = useId()

  useEffect(() => {
    const before = document.activeElement
    dialog.current?.showModal()
    void findEntries().then(setFound)
    void recall<readonly string[]>('recent-commands').then((kept) => Array.isArray(kept) && setRecent(kept))
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])

  const all = useMemo(() => listEntries(found), [found])
  const hits = useMemo(() => search(all, query, recent), [all, query, recent])
  useEffect(() => setChosen(0), [query])
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])

  const close = () => void (paletteQuery.value = undefined)
  function run(hit: Hit | undefined) {
    if (!hit) return
    remember('recent-commands', [hit.entry.id, ...recent.filter((one) => one !== hit.entry.id)].slice(0, 8))
    close()
    setTimeout(() => hit.entry.run())
  }
  function press(event: KeyboardEvent) {
    if (event.key === 'ArrowDown') setChosen((old) => Math.min(hits.length - 1, old + 1))
    else if (event.key === 'ArrowUp') setChosen((old) => Math.max(0, old - 1))
    else if (event.key === 'Enter') run(hits[chosen])
    else return
    event.preventDefault()
  }

  return (
    <dialog
      ref={dialog}
      class="palette"
      aria-label={t('Search or run a command')}
      onCancel={(event) => {
        event.preventDefault()
        close()
      }}
      onMouseDown={(event) => event.target === dialog.current && close()}
    >
      <div class="palette-field">
        <Search size={15} strokeWidth={1.75} aria-hidden="true" />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={hits[chosen] ? `${id}-${chosen}` : undefined}
          aria-label={t('Search or run a command')}
          value={query}
          autofocus
          spellcheck={false}
          onInput={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={press}
        />
        <span class="quiet">{t('{found} of {all}', { found: hits.length, all: all.length })}</span>
      </div>
      <div ref={list} id={`${id}-list`} class="palette-list" role="listbox" aria-label={t('Found')}>
        {groupHits(hits).map(([group, members]) => (
          <div key={group} role="group" aria-label={group}>
            <div class="palette-group" aria-hidden="true">
              {group}
            </div>
            {members.map(({ hit, index }) => (
              <div
                key={hit.entry.id}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === chosen}
                class="palette-entry"
                onMouseMove={() => setChosen(index)}
                onClick={() => run(hit)}
              >
                <span class="palette-icon">
                  {hit.entry.icon && <hit.entry.icon size={15} strokeWidth={1.5} aria-hidden="true" />}
                </span>
                <span class="grow elide">{mark(hit.entry.title, hit.positions)}</span>
                {hit.entry.note && <span class="quiet">{hit.entry.note}</span>}
                {hit.entry.keys && <kbd>{hit.entry.keys}</kbd>}
              </div>
            ))}
          </div>
        ))}
        {hits.length === 0 && <p class="palette-none">{t('Nothing has this name.')}</p>}
      </div>
      <div class="palette-foot">
        <kbd>↑</kbd> <kbd>↓</kbd> {t('choose')} <kbd>Enter</kbd> {t('run')} <kbd>Esc</kbd> {t('back')}
        <span class="spacer" />
        <span>{t('> commands · @ models · # runs')}</span>
      </div>
    </dialog>
  )
}

function search(all: readonly PaletteEntry[], query: string, recent: readonly string[]): readonly Hit[] {
  const kinds = prefixes[query.trimStart()[0] ?? '']
  const words = kinds ? query.trimStart().slice(1) : query
  const hits: Hit[] = []
  for (const entry of all) {
    if (kinds && !kinds.includes(entry.kind)) continue
    const match = matchQuery(words, entry.title)
    if (match) hits.push({ entry, ...match })
  }
  if (words.trim() === '') return bringForward(hits, recent)
  const best = new Map<string, number>()
  for (const hit of hits) best.set(hit.entry.group, Math.max(best.get(hit.entry.group) ?? -Infinity, hit.score))
  return hits.sort(
    (a, b) =>
      best.get(b.entry.group)! - best.get(a.entry.group)! ||
      a.entry.group.localeCompare(b.entry.group) ||
      b.score - a.score,
  )
}

/** Recent first when nothing was typed. */
function bringForward(hits: readonly Hit[], recent: readonly string[]): readonly Hit[] {
  const used = recent.flatMap((one) => hits.filter((hit) => hit.entry.id === one))
  const marked = used.map((hit) => ({ ...hit, entry: { ...hit.entry, group: t('Recent') } }))
  return [...marked, ...hits.filter((hit) => !recent.includes(hit.entry.id))]
}

function groupHits(hits: readonly Hit[]) {
  const groups = new Map<string, { hit: Hit; index: number }[]>()
  hits.forEach((hit, index) => {
    const members = groups.get(hit.entry.group) ?? []
    members.push({ hit, index })
    groups.set(hit.entry.group, members)
  })
  return [...groups]
}

function mark(text: string, positions: readonly number[]): ComponentChildren {
  if (positions.length === 0) return text
  const found = new Set(positions)
  const pieces: { text: string; hit: boolean }[] = []
  ;[...text.split('')].forEach((letter, index) => {
    const hit = found.has(index)
    const last = pieces.at(-1)
    if (last?.hit === hit) last.text += letter
    else pieces.push({ text: letter, hit })
  })
  return pieces.map((piece, index) => (piece.hit ? <mark key={index}>{piece.text}</mark> : piece.text))
}
