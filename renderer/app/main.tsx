import { render } from 'preact'
import '@fontsource-variable/inter/standard.css'
import '@fontsource-variable/jetbrains-mono/index.css'
import '../styles/tokens.css'
import '../styles/base.css'
import '../styles/components.css'
import '../styles/shell.css'
import { Shell } from './shell.tsx'

render(<Shell />, document.getElementById('app')!)
