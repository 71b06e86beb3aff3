import { commands } from './commands.ts'

export const isMac = typeof navigator !== 'undefined' && /mac/i.test(navigator.platform)

/** "Ctrl+Shift+P" as a person reads it here: "Ctrl Shift P", or "⌘⇧P". */
export function showKeys(keys: string): string {
  if (!isMac) return keys.replaceAll('+', ' ')
  return keys.replace('Ctrl+', '⌘').replace('Shift+', '⇧').replace('Alt+', '⌥')
}

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** Whether a press is the combination: Ctrl stands for Cmd on a Mac. */
export function matchesKeys(press: Press, keys: string, mac = isMac): boolean {
  const parts = keys.split('+')
  const key = parts.at(-1)!.toLowerCase()
  const control = mac ? press.metaKey : press.ctrlKey
  return (
    press.key.toLowerCase() === key &&
    control === parts.includes('Ctrl') &&
    press.shiftKey === parts.includes('Shift') &&
    press.altKey === parts.includes('Alt')
  )
}

/** Runs commands by their keys, and moves between the regions of the window with F6. */
export function startKeyboard(): void {
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return
    if (event.key === 'F6') {
      event.preventDefault()
      moveRegion(event.shiftKey ? -1 : 1)
      return
    }
    const found = commands.value.find((command) => command.keys?.split(' / ').some((keys) => matchesKeys(event, keys)))
    if (!found) return
    event.preventDefault()
    found.run()
  })
}

const focusable =
  'button:not([disabled]):not([tabindex="-1"]), a[href], input:not([disabled]):not([tabindex="-1"]), select:not([disabled]), textarea:not([disabled]), [tabindex="0"]'

/** Title, rail, tabs, the panels of the screen in front, status: the first thing in each that takes the focus. */
function moveRegion(direction: 1 | -1): void {
  const regions = [
    ...document.querySelectorAll<HTMLElement>('[data-region], .dv-tabs-container, .screen .panel'),
  ].filter((region) => region.offsetParent !== null && targetOf(region) !== undefined)
  const current = regions.findLastIndex((region) => region.contains(document.activeElement))
  const next = regions[(current + direction + regions.length) % regions.length]
  if (next) targetOf(next)?.focus()
}

const targetOf = (region: HTMLElement) =>
  [...region.querySelectorAll<HTMLElement>(focusable)].find((element) => element.offsetParent !== null)
