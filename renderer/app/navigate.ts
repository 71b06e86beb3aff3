import { signal } from '@preact/signals'
import type { ScreenParameters } from './screens.ts'

export interface Opening {
  readonly screen: string
  readonly parameters: ScreenParameters
}

type Opener = (opening: Opening) => void

let opener: Opener | undefined
const early: Opening[] = []

/** The screen whose tab is in front. */
export const currentScreen = signal('start')

/** Opens a screen in its tab, or brings that tab to the front. */
export function openScreen(screen: string, parameters: ScreenParameters = {}): void {
  const opening = { screen, parameters }
  if (opener) opener(opening)
  else early.push(opening)
}

/** Called once by the dock, which owns the tabs. */
export function setOpener(next: Opener): void {
  opener = next
  for (const opening of early.splice(0)) next(opening)
}
