import os from 'node:os'
import path from 'node:path'
import { app, BrowserWindow, dialog, nativeTheme } from 'electron'
import { createDialogs } from './dialogs.ts'
import { guardEverything } from './guard.ts'
import { answerPages, connectWindows } from './ipc.ts'
import { locate } from './locate.ts'
import { buildMenu } from './menu.ts'
import { declareScheme, servePage } from './protocol.ts'
import { RememberedFile } from './remembered.ts'
import { openWindow } from './window.ts'

// Root cannot have Chromium's sandbox and starts us with --no-sandbox, which `enableSandbox` would take back.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
declareScheme()
// Without a listener Electron shows a dialog that waits for a click, also while it quits.
process.on('uncaughtException', (error) => console.error(error))
if (app.requestSingleInstanceLock()) start()
else app.quit()

function start() {
  const remembered = new RememberedFile(path.join(app.getPath('userData'), 'shell.json'))
  const appearance = remembered.value.appearance ?? { theme: 'system', language: 'en' }
  const workspace = path.resolve(process.env['RECBENCH_WORKSPACE'] ?? path.join(os.homedir(), 'Recbench'))

  app
    .whenReady()
    .then(() => {
      const { page, preload, node, engine: entry } = locate(app.getAppPath())
      nativeTheme.themeSource = appearance.theme
      guardEverything()
      servePage(page)
      const engine = connectWindows({ node, entry, arguments: [workspace] })
      engine.start()
      const open = () => void openWindow(preload, remembered)
      answerPages(createDialogs(remembered), (chosen) => {
        remembered.update({ appearance: chosen })
        buildMenu(chosen.language, open)
      })
      buildMenu(appearance.language, open)
      open()
      app.on('second-instance', () => {
        const [window] = BrowserWindow.getAllWindows()
        if (!window) return open()
        if (window.isMinimized()) window.restore()
        window.focus()
      })
      app.on('activate', () => {
        if (!BrowserWindow.getAllWindows().length) open()
      })
      quitInOrder(() => engine.stop())
    })
    .catch((error: Error) => {
      dialog.showErrorBox('Recbench cannot start', error.message)
      app.exit(1)
    })
}

/** Quitting waits until the engine has written what it holds. */
function quitInOrder(stop: () => Promise<void>) {
  let stopped = false
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('will-quit', (event) => {
    if (stopped) return
    event.preventDefault()
    void stop().finally(() => {
      stopped = true
      app.quit()
    })
  })
}
