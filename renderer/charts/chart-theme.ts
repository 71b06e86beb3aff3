import { signal } from '@preact/signals'
import { themes, type ThemeName } from '../../main/figures/theme.ts'

const read = (): ThemeName => {
  const name = document.documentElement.dataset['theme'] ?? 'light'
  return name in themes ? (name as ThemeName) : 'light'
}

/** The theme that the page shows; charts follow it at once. */
export const chartTheme = signal<ThemeName>(read())

new MutationObserver(() => (chartTheme.value = read())).observe(document.documentElement, {
  attributes: true,
  attributeFilter: ['data-theme'],
})
