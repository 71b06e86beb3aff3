import { effect } from '@preact/signals'
import { chartTheme } from '../charts/chart-theme.ts'
import type { Monaco } from './monaco.ts'

const name = 'recbench'
let following = false

/** Monaco in the window's own colours, read from the tokens, again whenever the theme changes. */
export function setEditorTheme(monaco: Monaco): void {
  if (following) return
  following = true
  effect(() => {
    const theme = chartTheme.value
    requestAnimationFrame(() => {
      monaco.editor.defineTheme(name, readTheme(theme))
      monaco.editor.setTheme(name)
    })
  })
}

function readTheme(theme: string): Parameters<Monaco['editor']['defineTheme']>[1] {
  const style = getComputedStyle(document.documentElement)
  const token = (variable: string) => longHex(style.getPropertyValue(variable).trim())
  const rule = (scope: string, variable: string) => ({ token: scope, foreground: token(variable).replace('#', '') })
  return {
    base: theme === 'light' ? 'vs' : theme === 'dark' ? 'vs-dark' : 'hc-black',
    inherit: true,
    rules: [
      rule('keyword', '--syn-keyword'),
      rule('string', '--syn-string'),
      rule('number', '--syn-number'),
      rule('type', '--syn-type'),
      rule('comment', '--syn-comment'),
      rule('function', '--syn-function'),
    ],
    colors: {
      'editor.background': token('--c-bg'),
      'editor.foreground': token('--c-text'),
      'editorLineNumber.foreground': token('--c-text-3'),
      'editorCursor.foreground': token('--c-text'),
      'editor.selectionBackground': token('--c-selected'),
      focusBorder: token('--c-bg'),
    },
  }
}

/** Monaco reads six digits; a minified stylesheet may hold three. */
const longHex = (colour: string) => (/^#[0-9a-f]{3}$/i.test(colour) ? colour.replace(/[0-9a-f]/gi, '$&$&') : colour)
