import type { Port } from '../contract/remote.ts'

/** The channel to the engine, seen from a child. The child leaves when the engine is gone, whatever it is doing. */
export function parentPort(): Port {
  process.on('disconnect', () => process.exit(0))
  return {
    post: (message) => void process.send?.(message as object, () => undefined),
    onMessage: (listener) => void process.on('message', listener),
  }
}
