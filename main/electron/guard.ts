import { app, session, shell, type WebContents } from 'electron'
import { pageAddress } from './channels.ts'

const page = new URL(pageAddress)

export function isPage(address: string): boolean {
  try {
    const { protocol, host } = new URL(address)
    return protocol === page.protocol && host === page.host
  } catch {
    return false
  }
}

/** Denies, for every page that this process ever shows: navigation, new windows, web views and permissions. Links to the web open in the person's browser. */
export function guardEverything(): void {
  app.on('web-contents-created', (_event, contents) => {
    const deny = (event: { preventDefault(): void }, address: string) => {
      event.preventDefault()
      openOutside(address)
    }
    contents.on('will-navigate', (event, address) => deny(event, address))
    contents.on('will-redirect', (event, address) => deny(event, address))
    denyFrames(contents)
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      openOutside(url)
      return { action: 'deny' }
    })
  })
  app.on('session-created', (created) => denyPermissions(created))
  denyPermissions(session.defaultSession)
}

/** Electron 22 has no `will-frame-navigate`; there the policy's `frame-src` alone bars other sites from frames. */
function denyFrames(contents: WebContents): void {
  contents.on('will-frame-navigate', (details) => {
    if (!details.isMainFrame && !isPage(details.url) && !/^(about:|blob:app:)/.test(details.url))
      details.preventDefault()
  })
}

/** The clipboard may be written, because "Copy" buttons do; everything else is refused. */
function denyPermissions(target: Electron.Session): void {
  const isAllowed = (permission: string, address: string) =>
    permission === 'clipboard-sanitized-write' && isPage(address)
  target.setPermissionRequestHandler((_contents, permission, callback, details) =>
    callback(isAllowed(permission, details.requestingUrl)),
  )
  target.setPermissionCheckHandler((_contents, permission, origin) => isAllowed(permission, origin))
  target.setDevicePermissionHandler(() => false)
}

/** Opens an address of the web or a mail address in the person's own program; the parsed form, never the text that a page gave. */
export function openOutside(address: string): void {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    return
  }
  if (url.protocol === 'https:' || url.protocol === 'mailto:') void shell.openExternal(url.href)
}
