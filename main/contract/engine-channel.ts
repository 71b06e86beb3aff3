import type { ErrorReport } from './errors.ts'
import type { ClientMessage, HostMessage } from './protocol.ts'

/** What a shell sends to the engine process over its IPC channel. Each window has its own connection number, chosen by the shell. */
export type ShellMessage =
  | { readonly kind: 'message'; readonly connection: number; readonly message: ClientMessage }
  | { readonly kind: 'closed'; readonly connection: number }
  /** Finish writing, end all children and exit. */
  | { readonly kind: 'stop' }

export type EngineMessage =
  | { readonly kind: 'ready' }
  /** The engine could not start and exits, such as for a workspace that another engine uses. */
  | { readonly kind: 'failed'; readonly error: ErrorReport }
  | { readonly kind: 'message'; readonly connection: number; readonly message: HostMessage }
