import { signal } from '@preact/signals'

/** What the palette was opened with, or undefined while it is closed. */
export const paletteQuery = signal<string | undefined>(undefined)

/** Opens the palette; `>` lists commands, `@` models, `#` runs. */
export const openPalette = (query = '') => void (paletteQuery.value = query)
