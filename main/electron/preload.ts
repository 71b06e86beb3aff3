import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { HostMessage } from '../contract/protocol.ts'
import type { EngineState, ShellBridge } from '../contract/shell.ts'
import { channels } from './channels.ts'

let onMessage: (message: HostMessage) => void = () => undefined
let onEngine: ((state: EngineState) => void) | undefined
let onCommand: (command: string) => void = () => undefined
let engine: EngineState | undefined

ipcRenderer.on(channels.message, (_event, message: HostMessage) => onMessage(message))
ipcRenderer.on(channels.command, (_event, command: string) => onCommand(command))
ipcRenderer.on(channels.engine, (_event, state: EngineState) => {
  engine = state
  onEngine?.(state)
})
ipcRenderer.send(channels.hello)

/** Newer Electron asks `webUtils`; older ones put the path on the file. */
const pathForFile = (file: File & { path?: string }) =>
  typeof webUtils === 'object' ? webUtils.getPathForFile(file) : (file.path ?? '')

const bridge: ShellBridge = {
  platform: process.platform,
  versions: { electron: process.versions['electron'] ?? '', chrome: process.versions['chrome'] ?? '' },
  post: (message) => ipcRenderer.send(channels.message, message),
  onMessage: (listener) => void (onMessage = listener),
  onEngine: (listener) => {
    onEngine = listener
    if (engine) listener(engine)
  },
  onCommand: (listener) => void (onCommand = listener),
  pickFiles: (request) => ipcRenderer.invoke(channels.pickFiles, request) as Promise<readonly string[]>,
  saveFile: (request) => ipcRenderer.invoke(channels.saveFile, request) as Promise<string | null>,
  pathForFile,
  printToPdf: (request) => ipcRenderer.invoke(channels.printToPdf, request) as Promise<string | null>,
  setAppearance: (appearance) => ipcRenderer.send(channels.appearance, appearance),
}
contextBridge.exposeInMainWorld('recbench', bridge)
