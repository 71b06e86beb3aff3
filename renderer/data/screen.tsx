import type { ScreenProps } from '../app/screens.ts'
import { DataHome } from './home.tsx'
import { ImportScreen } from './import/screen.tsx'
import './data.css'

/** Data sets of the workspace; with files, what they are before they become one. */
export function Screen({ parameters, tab }: ScreenProps) {
  const files = parameters['files']
  const valid = Array.isArray(files) && files.length > 0 && files.every((file) => typeof file === 'string')
  return valid ? <ImportScreen files={files} tab={tab} /> : <DataHome />
}
