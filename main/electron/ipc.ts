import {
  BrowserWindow,
  ipcMain,
  nativeTheme,
  type IpcMainEvent,
  type IpcMainInvokeEvent,
  type WebContents,
} from 'electron'
import { readClientMessage } from '../contract/read-message.ts'
import { channels } from './channels.ts'
import type { createDialogs } from './dialogs.ts'
import { Engine, type EnginePlan } from './engine.ts'
import { isPage } from './guard.ts'
import type { Remembered } from './remembered.ts'

/**
 * Only the top frame of our own page may speak; a frame inside it, such as a notebook's output, may not. The sender is compared by its ids, because its
 * frame object can be stale after a navigation that was denied.
 */
export function isTrusted({ sender, processId, frameId }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  const isTop = processId === sender.getProcessId() && frameId === sender.mainFrame.routingId
  return isTop && isPage(sender.getURL())
}

/** Carries messages between every window and the engine, each page under a connection number of its own. */
export function connectWindows(plan: EnginePlan): Engine {
  const windows = new Map<number, WebContents>()
  const numbers = new WeakMap<WebContents, number>()
  let lastNumber = 0
  const engine = new Engine(plan, {
    message: (connection, message) => send(windows.get(connection), channels.message, message),
    state: (state) => {
      for (const window of windows.values()) send(window, channels.engine, state)
    },
    log: (text) => process.stderr.write(text),
  })
  const send = (window: WebContents | undefined, channel: string, value: unknown) => {
    if (window && !window.isDestroyed()) window.send(channel, value)
  }
  const leave = (window: WebContents) => {
    const connection = numbers.get(window)
    if (connection === undefined || !windows.delete(connection)) return
    engine.post({ kind: 'closed', connection })
  }
  ipcMain.on(channels.hello, (event) => {
    if (!isTrusted(event)) return
    const window = event.sender
    if (numbers.has(window)) leave(window)
    else window.once('destroyed', () => leave(window)).on('render-process-gone', () => leave(window))
    numbers.set(window, ++lastNumber)
    windows.set(lastNumber, window)
    window.send(channels.engine, engine.state)
  })
  ipcMain.on(channels.message, (event, value: unknown) => {
    const connection = numbers.get(event.sender)
    const message = isTrusted(event) ? readClientMessage(value) : undefined
    if (message && connection !== undefined) engine.post({ kind: 'message', connection, message })
  })
  return engine
}

/** Answers what a page may ask of the shell itself. */
export function answerPages(
  dialogs: ReturnType<typeof createDialogs>,
  onAppearance: (appearance: NonNullable<Remembered['appearance']>) => void,
): void {
  const answer = <Request>(channel: string, act: (window: BrowserWindow, request: Request) => Promise<unknown>) =>
    ipcMain.handle(channel, (event, request: Request) => {
      const window = BrowserWindow.fromWebContents(event.sender)
      if (!isTrusted(event) || !window) throw new Error('Only the page of Recbench may ask this.')
      return act(window, request)
    })
  answer(channels.pickFiles, dialogs.pickFiles)
  answer(channels.saveFile, dialogs.saveFile)
  answer(channels.printToPdf, dialogs.printToPdf)
  ipcMain.on(channels.appearance, (event, value: Partial<NonNullable<Remembered['appearance']>>) => {
    if (!isTrusted(event)) return
    const theme = value.theme === 'light' || value.theme === 'dark' ? value.theme : 'system'
    nativeTheme.themeSource = theme
    onAppearance({ theme, language: value.language === 'zh' ? 'zh' : 'en' })
  })
}
