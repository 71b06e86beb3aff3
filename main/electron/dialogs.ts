import { promises as files } from 'node:fs'
import path from 'node:path'
import { app, BrowserWindow, dialog } from 'electron'
import type { PickRequest, SaveRequest, ShellBridge } from '../contract/shell.ts'
import type { RememberedFile } from './remembered.ts'
import { offerReport } from './protocol.ts'
import { safePreferences } from './window.ts'

type Pdf = Parameters<ShellBridge['printToPdf']>[0]

/** The dialogs that a page may ask for. The person chooses every path. */
export function createDialogs(remembered: RememberedFile) {
  const folder = () => remembered.value.folder ?? app.getPath('documents')
  const remember = (file: string) => {
    remembered.update({ folder: path.dirname(file) })
    app.addRecentDocument(file)
  }

  async function pickFiles(window: BrowserWindow, request: PickRequest): Promise<readonly string[]> {
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      title: text(request.title),
      defaultPath: folder(),
      properties: request.several ? ['openFile', 'multiSelections'] : ['openFile'],
      filters: request.extensions.length
        ? [{ name: text(request.title), extensions: request.extensions.map(text) }, anyFile]
        : [],
    })
    if (canceled || !filePaths[0]) return []
    remember(filePaths[0])
    return filePaths
  }

  async function askWhere(window: BrowserWindow, name: string): Promise<string | null> {
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      defaultPath: path.join(folder(), path.basename(text(name))),
    })
    if (canceled || !filePath) return null
    remember(filePath)
    return filePath
  }

  async function saveFile(window: BrowserWindow, { name, content }: SaveRequest): Promise<string | null> {
    const file = await askWhere(window, name)
    if (file) await write(file, content)
    return file
  }

  async function printToPdf(window: BrowserWindow, { html, name }: Pdf): Promise<string | null> {
    const file = await askWhere(window, name)
    if (file) await write(file, await print(text(html)))
    return file
  }

  return { pickFiles, saveFile, printToPdf }
}

const anyFile = { name: '*', extensions: ['*'] }
const text = (value: unknown) => String(value)

/** Whole or not at all: a crash in the middle leaves the old file. */
async function write(file: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${file}.${process.pid}.part`
  try {
    await files.writeFile(temporary, typeof content === 'string' ? content : Buffer.from(content))
    await files.rename(temporary, file)
  } finally {
    await files.rm(temporary, { force: true })
  }
}

/** Prints a self-contained document in a hidden window that has no preload; its policy forbids scripts. */
export async function print(html: string): Promise<Uint8Array> {
  const { address, withdraw } = offerReport(html)
  const window = new BrowserWindow({ show: false, webPreferences: safePreferences })
  try {
    await window.loadURL(address)
    return await window.webContents.printToPDF({ printBackground: true, pageSize: 'A4' })
  } finally {
    window.destroy()
    withdraw()
  }
}
