import type { ClientMessage, HostMessage } from './protocol.ts'

/** Where the engine is, as a shell sees it. After `lost` every pending call is void; connect anew on `ready`. `failed`: it crashed too often to be started again. */
export interface EngineState {
  readonly state: 'starting' | 'ready' | 'lost' | 'failed'
  readonly reason: string
}

export interface PickRequest {
  readonly title: string
  readonly several: boolean
  /** Extensions without the dot; none: any file. */
  readonly extensions: readonly string[]
}

export interface SaveRequest {
  /** Proposed file name. */
  readonly name: string
  readonly content: string | Uint8Array
}

/** What the desktop shell gives its page as `window.recbench`; absent in a browser tab. Every function is narrow: paths come from the person, never from the page. */
export interface ShellBridge {
  readonly platform: string
  readonly versions: Readonly<Record<string, string>>
  post(message: ClientMessage): void
  /** One listener; a later one replaces it. */
  onMessage(listener: (message: HostMessage) => void): void
  /** Called at once with the present state, then at each change. One listener. */
  onEngine(listener: (state: EngineState) => void): void
  /** A command chosen in the menu, by its id in the command palette. One listener. */
  onCommand(listener: (command: string) => void): void
  /** Opens the system's dialog; the paths chosen, none when cancelled. */
  pickFiles(request: PickRequest): Promise<readonly string[]>
  /** Asks where to save and writes; the path, or null when cancelled. */
  saveFile(request: SaveRequest): Promise<string | null>
  /** The path of a file that was dropped on the window; empty when it has none. */
  pathForFile(file: File): string
  /** Prints a self-contained document in a hidden window and asks where to save; the path, or null when cancelled. */
  printToPdf(request: { readonly html: string; readonly name: string }): Promise<string | null>
  /** Window frame, menu and dialogs follow. */
  setAppearance(appearance: { readonly theme: 'light' | 'dark' | 'system'; readonly language: 'en' | 'zh' }): void
}

/** The addresses of browser mode. The token comes in the fragment of the printed address (`#token=…`), is kept in `sessionStorage` and leaves the address bar. */
export const browserMode = {
  /** WebSocket; offer the subprotocols `[subprotocol, token]`. Messages are JSON text. */
  socket: '/socket',
  subprotocol: 'recbench',
  /** GET with `Authorization: Bearer <token>`: 204 when the token is right, 401 when not. */
  session: '/session',
  /** POST a file's bytes with `Authorization` and `?name=`; answers `{ "file": path }` below the workspace's `uploads`. */
  upload: '/upload',
  /** GET with `Authorization` and `?file=`: a file below the workspace's `reports`. */
  download: '/download',
} as const
