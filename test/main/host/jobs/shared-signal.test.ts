import { describe, expect, it } from 'vitest'
import { createFlag, raise, sharedSignal } from '../../../../main/host/jobs/shared-signal.ts'

describe('sharedSignal', () => {
  it('is aborted as soon as the flag is raised, without any event having been handled', () => {
    const flag = createFlag()
    const signal = sharedSignal(flag, new AbortController().signal)
    expect(signal.aborted).toBe(false)
    signal.throwIfAborted()
    raise(flag)
    expect(signal.aborted).toBe(true)
    expect(() => signal.throwIfAborted()).toThrow('The training was cancelled.')
  })

  it('tells its listeners when the signal it rests on is aborted', () => {
    const base = new AbortController()
    const signal = sharedSignal(createFlag(), base.signal)
    let told = false
    signal.addEventListener('abort', () => (told = true))
    base.abort()
    expect(told).toBe(true)
    expect(signal.reason).toMatchObject({ code: 'cancelled' })
  })
})
