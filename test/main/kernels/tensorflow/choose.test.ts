import { describe, expect, it } from 'vitest'
import { RecbenchError } from '../../../../main/contract/errors.ts'
import { canRunInThreads } from '../../../../main/kernels/tensorflow/backend.ts'
import { chooseBackend } from '../../../../main/kernels/tensorflow/choose.ts'
import { trainTinyPairs, tryKernels } from '../../../../main/kernels/tensorflow/trial-of-kernels.ts'

describe('chooseBackend', () => {
  it('chooses a backend that trains and says what was tried before it', async () => {
    const { id, title, reason } = await chooseBackend('auto')
    expect(['tensorflow', 'webgpu', 'wasm']).toContain(id)
    expect(title).not.toBe('')
    expect(reason).toMatch(/^a trial training gave the right numbers\./)
    if (id === 'wasm') expect(reason).toMatch(/Tried before it: tensorflow \(.+\); webgpu \(.+\)\.$/)
  })

  it('takes the one that is asked for', async () => {
    expect(await chooseBackend('wasm')).toMatchObject({ id: 'wasm', title: 'WASM SIMD' })
  })

  it('refuses an unknown name with the known ones', async () => {
    await expect(chooseBackend('quantum')).rejects.toMatchObject({
      code: 'invalid-parameter',
      message: 'There is no backend "quantum".',
      remedy: 'Choose auto, tensorflow, webgpu, wasm, cpu.',
    })
  })

  it('says why one that is asked for does not run', async ({ skip }) => {
    const outcomes = await Promise.allSettled(['tensorflow', 'webgpu'].map(chooseBackend))
    const failures = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason as unknown)
    if (failures.length === 0) return skip('Every backend runs here.')
    for (const failure of failures) {
      expect(failure).toBeInstanceOf(RecbenchError)
      expect(failure).toMatchObject({ code: 'unsupported' })
      expect((failure as Error).message).toMatch(/^The backend "(tensorflow|webgpu)" does not run here: .+\.$/)
    }
  })

  it('lets only backends without a device of their own run in several threads', () => {
    expect(['tensorflow', 'webgpu', 'wasm', 'cpu'].filter(canRunInThreads)).toEqual(['wasm', 'cpu'])
  })
})

describe('tryKernels', () => {
  it('finds compiled kernels that train as their definitions do', () => {
    expect(tryKernels).not.toThrow()
    const [compiled, defined] = [trainTinyPairs('wasm'), trainTinyPairs('reference')]
    compiled.forEach((loss, step) => expect(loss).toBeCloseTo(defined[step]!, 5))
    expect(compiled[2]).toBeLessThan(compiled[0]! / 3)
  })
})
