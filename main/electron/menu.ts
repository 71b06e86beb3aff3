import type { BrowserWindow } from 'electron'
import { Menu, type MenuItemConstructorOptions } from 'electron'
import { channels } from './channels.ts'
import { openOutside } from './guard.ts'

type Words = Readonly<Record<string, string>>

const chinese: Words = {
  File: '文件',
  'Open files…': '打开文件…',
  'New window': '新建窗口',
  Edit: '编辑',
  View: '视图',
  'Command palette…': '命令面板…',
  'Reset layout': '重置布局',
  Go: '前往',
  Data: '数据',
  Explore: '探索',
  Compare: '比较',
  Runs: '运行记录',
  Notebook: '笔记本',
  Recommend: '推荐',
  Bandits: '老虎机',
  Report: '报告',
  Help: '帮助',
  'About Recbench': '关于 Recbench',
}

const screens = ['Data', 'Explore', 'Compare', 'Bandits', 'Recommend', 'Runs', 'Notebook', 'Report']

/** The application menu. Entries other than the system's own send a command of the palette to the window in front. */
export function buildMenu(language: 'en' | 'zh', newWindow: () => void): void {
  const word = (english: string) => (language === 'zh' ? (chinese[english] ?? english) : english)
  const command = (label: string, id: string, accelerator?: string): MenuItemConstructorOptions => ({
    label: word(label),
    ...(accelerator ? { accelerator, registerAccelerator: false } : {}),
    click: (_item, window) => (window as BrowserWindow | undefined)?.webContents.send(channels.command, id),
  })
  const isMac = process.platform === 'darwin'
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [{ role: 'appMenu' } as const] : []),
      {
        label: word('File'),
        submenu: [
          command('Open files…', 'data.open', 'CmdOrCtrl+O'),
          { label: word('New window'), accelerator: 'CmdOrCtrl+Shift+N', click: newWindow },
          { type: 'separator' },
          isMac ? { role: 'close' } : { role: 'quit' },
        ],
      },
      { label: word('Edit'), role: 'editMenu' },
      {
        label: word('View'),
        submenu: [
          command('Command palette…', 'palette.open', 'CmdOrCtrl+Shift+P'),
          command('Reset layout', 'layout.reset'),
          { type: 'separator' },
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { type: 'separator' },
          { role: 'togglefullscreen' },
          ...(process.defaultApp ? [{ role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
        ],
      },
      {
        label: word('Go'),
        submenu: screens.map((screen, index) =>
          command(screen, `open.${screen.toLowerCase()}`, `CmdOrCtrl+${index + 1}`),
        ),
      },
      {
        label: word('Help'),
        role: 'help',
        submenu: [
          { label: 'Electron', click: () => openOutside('https://www.electronjs.org/') },
          command('About Recbench', 'open.settings'),
        ],
      },
    ]),
  )
}
