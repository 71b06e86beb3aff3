import type { ClientWire, HostMessage } from '../../main/contract/protocol.ts'
import type { EngineState, ShellBridge } from '../../main/contract/shell.ts'

declare global {
  interface Window {
    /** Put there by the preload of the desktop shell; absent in a browser tab. */
    readonly recbench?: ShellBridge
  }
}

/**
 * Opens wires over the preload bridge. A wire is ready when the engine is, and closes when the engine process is lost; the next one
 * reaches the process that was started instead.
 */
export function bridgeOpener(bridge: ShellBridge): () => Promise<ClientWire> {
  let state: EngineState = { state: 'starting', reason: '' }
  let ready: (() => void) | undefined
  let refuse: ((error: Error) => void) | undefined
  let lost: ((reason: string) => void) | undefined
  let receive: ((message: HostMessage) => void) | undefined
  bridge.onMessage((message) => receive?.(message))
  bridge.onEngine((next) => {
    state = next
    if (next.state === 'ready') ready?.()
    if (next.state === 'failed') refuse?.(new Error(next.reason))
    if (next.state !== 'ready') lost?.(next.reason)
  })
  return async () => {
    if (state.state === 'failed') throw new Error(state.reason)
    if (state.state !== 'ready')
      await new Promise<void>((resolve, reject) => {
        ready = resolve
        refuse = reject
      })
    return {
      send: (message) => bridge.post(message),
      onMessage: (listener) => (receive = listener),
      onClose: (listener) =>
        (lost = (reason) => {
          lost = undefined
          listener(reason)
        }),
      close: () => (receive = lost = undefined),
    }
  }
}
