import type { ErrorReport } from './errors.ts'

/** The four message kinds a client sends. `id` is chosen by the client and is unique on its wire. Everything survives JSON. */
export type ClientMessage =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly parameters: unknown }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'subscribe'; readonly id: number; readonly topic: string }
  | { readonly kind: 'unsubscribe'; readonly id: number }

export type HostMessage =
  | { readonly kind: 'result'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: ErrorReport }
  | { readonly kind: 'event'; readonly id: number; readonly payload: unknown }

/** Something that carries messages in order, both ways, until it closes. */
export interface Wire<Out, In> {
  send(message: Out): void
  onMessage(listener: (message: In) => void): void
  onClose(listener: (reason: string) => void): void
  close(): void
}

export type ClientWire = Wire<ClientMessage, HostMessage>
export type HostWire = Wire<HostMessage, ClientMessage>
