import './older-chromium.ts'
import { render } from 'preact'
import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import '../styles/tokens.css'
import '../styles/base.css'
import '../styles/components.css'
import '../styles/shell.css'
import '../styles/dock.css'
import { startAppearance } from '../state/appearance.ts'
import { startStores } from '../state/start.ts'
import { runCommand } from './commands.ts'
import { startKeyboard } from './keyboard.ts'
import { registerShellCommands } from './shell-commands.ts'
import { Shell } from './shell.tsx'

startAppearance()
startStores()
registerShellCommands()
startKeyboard()
window.recbench?.onCommand(runCommand)
render(<Shell />, document.getElementById('app')!)
