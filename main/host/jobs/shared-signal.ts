import { RecbenchError } from '../../contract/errors.ts'

/** A flag in shared memory that another thread can raise while this one is busy in a loop. */
export const createFlag = (): Int32Array => new Int32Array(new SharedArrayBuffer(4))
export const raise = (flag: Int32Array): void => void Atomics.store(flag, 0, 1)
export const isRaised = (flag: Int32Array): boolean => Atomics.load(flag, 0) === 1

/**
 * An AbortSignal whose `aborted` and `throwIfAborted` also look at the flag, so that a loop that never returns to the event loop notices. Listeners
 * fire when `base` does.
 */
export function sharedSignal(flag: Int32Array, base: AbortSignal): AbortSignal {
  const controller = new AbortController()
  const { signal } = controller
  const reason = new RecbenchError('cancelled', 'The training was cancelled.')
  const aborted = () => base.aborted || isRaised(flag)
  base.addEventListener('abort', () => controller.abort(reason), { once: true })
  Object.defineProperties(signal, {
    aborted: { get: aborted },
    reason: { get: () => (aborted() ? reason : undefined) },
    throwIfAborted: {
      value: () => {
        if (aborted()) throw reason
      },
    },
  })
  return signal
}
