import { signal } from '@preact/signals'

/** A few words about the screen in front, at the right of the status bar: what is selected, how much is shown. */
export const statusNote = signal('')
