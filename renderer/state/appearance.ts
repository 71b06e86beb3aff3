import { computed, effect, signal, type ReadonlySignal } from '@preact/signals'
import { language, type Language } from '../i18n/language.ts'
import { recall, remember } from './memory.ts'

export type Theme = 'system' | 'light' | 'dark' | 'contrast'
export type Density = 'auto' | 'compact' | 'regular' | 'comfortable'

interface Appearance {
  readonly theme?: Theme
  readonly density?: Density
  readonly language?: Language
}

const storageKey = 'recbench-appearance'
/** Follows a media query; outside a window it never matches. */
function follow(query: string): ReadonlySignal<boolean> {
  if (typeof matchMedia === 'undefined') return signal(false)
  const list = matchMedia(query)
  const matches = signal(list.matches)
  list.addEventListener('change', () => (matches.value = list.matches))
  return matches
}

const dark = follow('(prefers-color-scheme: dark)')
const contrast = follow('(prefers-contrast: more)')
const low = follow('(max-height: 859px)')

export const theme = signal<Theme>('system')
export const density = signal<Density>('auto')

/** The theme in force: what was chosen, or what the system asks for. Charts redraw when it changes. */
export const shownTheme = computed<'light' | 'dark' | 'contrast'>(() =>
  theme.value !== 'system' ? theme.value : contrast.value ? 'contrast' : dark.value ? 'dark' : 'light',
)

/** The density in force: what was chosen, or compact in low windows. */
export const shownDensity = computed(() =>
  density.value !== 'auto' ? density.value : low.value ? 'compact' : 'regular',
)

/** Puts theme, density and language on the page, and keeps what the person chose on this machine. */
export function startAppearance(): void {
  const kept = readKept()
  if (kept) apply(kept)
  else language.value = navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'
  if (!kept) void recall<Appearance>('appearance').then((value) => value && apply(value))

  let first = true
  effect(() => {
    const root = document.documentElement
    root.dataset['theme'] = shownTheme.value
    root.dataset['density'] = shownDensity.value
    root.lang = language.value === 'zh' ? 'zh-CN' : 'en'
  })
  effect(() => {
    const chosen: Appearance = { theme: theme.value, density: density.value, language: language.value }
    window.recbench?.setAppearance({
      theme: chosen.theme === 'contrast' ? 'dark' : chosen.theme!,
      language: chosen.language!,
    })
    if (!first) {
      localStorage.setItem(storageKey, JSON.stringify(chosen))
      remember('appearance', chosen)
    }
    first = false
  })
}

function apply(kept: Appearance) {
  if (kept.theme && ['system', 'light', 'dark', 'contrast'].includes(kept.theme)) theme.value = kept.theme
  if (kept.density && ['auto', 'compact', 'regular', 'comfortable'].includes(kept.density)) density.value = kept.density
  if (kept.language && ['en', 'zh'].includes(kept.language)) language.value = kept.language
}

function readKept(): Appearance | undefined {
  const text = localStorage.getItem(storageKey)
  if (!text) return undefined
  try {
    return JSON.parse(text) as Appearance
  } catch {
    localStorage.removeItem(storageKey)
    return undefined
  }
}
