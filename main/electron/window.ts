import { BrowserWindow, nativeTheme, screen } from 'electron'
import { pageAddress } from './channels.ts'
import type { RememberedFile } from './remembered.ts'

const smallest = { width: 1024, height: 680 }
const background = { light: '#ffffff', dark: '#16181d' }

/** What no page of ours is ever without. */
export const safePreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  navigateOnDragDrop: false,
  spellcheck: false,
} as const

/** Opens a window of the workbench where the last one was, if a screen is still there. */
export function openWindow(preload: string, remembered: RememberedFile): BrowserWindow {
  const before = remembered.value.window
  const isVisible = before && screen.getAllDisplays().some(({ workArea }) => overlaps(workArea, before))
  const window = new BrowserWindow({
    width: before?.width ?? 1440,
    height: before?.height ?? 900,
    ...(isVisible ? { x: before.x, y: before.y } : {}),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'Recbench',
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: { ...safePreferences, preload },
  })
  if (before?.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () =>
    remembered.update({ window: { ...window.getNormalBounds(), maximized: window.isMaximized() } }),
  )
  void window.loadURL(pageAddress)
  return window
}

interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const overlaps = (a: Rectangle, b: Rectangle) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
