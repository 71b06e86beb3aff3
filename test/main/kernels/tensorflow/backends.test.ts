import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { openBackend } from '../../../../main/kernels/tensorflow/open.ts'
import { trainTiny } from '../../../../main/kernels/tensorflow/trial.ts'
import { recommenders } from '../../../../main/recommenders/all.ts'
import { reportOf, trainings, trainOn, type BackendReport } from '../../../helpers/backend-losses.ts'
import { operations } from '../../../helpers/backend-operations.ts'
import { softwareVulkan } from '../../../helpers/swiftshader.ts'

/** What every backend computes: losses of training and validation after the first and the second epoch, by the cpu backend. */
const expected: Readonly<Record<string, readonly number[]>> = {
  mlp: [0.68603625, 0.65943289, 0.64298045, 0.63990781],
  'mlp of two layers': [0.65949828, 0.63992828, 0.64014664, 0.64696163],
  neumf: [0.67698269, 0.64889961, 0.63816388, 0.6450035],
}
const tensors = [0.69829392, 0.58060408, 0.5202356]
const trial = [1.21458507, 0.74987215, 0.51707059]

/** Largest differences of losses: sums in another order, and on graphics processors an exponential of fewer digits. Here all stay below 1e-7. */
const tolerances = { cpu: 1e-6, wasm: 1e-6, tensorflow: 1e-6, webgpu: 1e-5 } as const
/** Largest differences of an operation's values and gradients, as a share of the largest of them; here all stay below 3e-7. */
const shares = { cpu: 0, wasm: 1e-6, tensorflow: 1e-6, webgpu: 1e-5 } as const

type Id = keyof typeof tolerances

const script = new URL('../../../helpers/backend-losses.ts', import.meta.url)

async function reportOfChild(id: Id, env: NodeJS.ProcessEnv = {}): Promise<BackendReport> {
  const child = promisify(execFile)(process.execPath, [script.pathname, id], {
    env: { ...process.env, ...env },
    maxBuffer: 2 ** 26,
  })
  return JSON.parse((await child).stdout) as BackendReport
}

function expectRight(id: Id, found: BackendReport, reference: BackendReport): void {
  const close = (losses: readonly number[], wanted: readonly number[], name: string) => {
    expect(losses, name).toHaveLength(wanted.length)
    losses.forEach((loss, at) => expect(Math.abs(loss - wanted[at]!), `${name} ${at}`).toBeLessThan(tolerances[id]))
  }
  close(found.trial, trial, 'trial')
  close(found.tensors, tensors, 'tensors')
  for (const [name, losses] of Object.entries(expected)) close(found.models[name]!, losses, name)
  for (const [name, arrays] of Object.entries(reference.operations))
    arrays.forEach((wanted, index) => {
      const values = found.operations[name]![index]!
      const largest = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
      const off = values.reduce((most, value, at) => Math.max(most, Math.abs(value - wanted[at]!)), 0)
      expect(values, `${name} ${index}`).toHaveLength(wanted.length)
      expect(off, `${name} ${index}`).toBeLessThanOrEqual(shares[id] * largest)
    })
}

const hasBinding = () => {
  const folders = createRequire(import.meta.url).resolve.paths('@tensorflow/tfjs-node-gpu') ?? []
  return folders.some((folder) => existsSync(`${folder}/@tensorflow/tfjs-node-gpu/lib/napi-v8/tfjs_binding.node`))
}

describe('every deep model, and every operation that one calls, computes the same', async () => {
  const reference = await reportOf('cpu')

  it('on cpu, as stored', () => {
    expectRight('cpu', reference, reference)
  })

  it('on wasm', async () => {
    expectRight('wasm', await reportOf('wasm'), reference)
  })

  it('on wasm in a worker thread, digit for digit', { timeout: 60_000 }, async () => {
    const source = `import(${JSON.stringify(script.href)}).then(async ({ reportOf }) => {
      require('node:worker_threads').parentPort.postMessage(await reportOf('wasm'))
    })`
    const worker = new Worker(source, { eval: true })
    const [there, here] = await Promise.all([
      new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject)),
      reportOfChild('wasm'),
    ])
    expect(there).toEqual(here)
  })

  it('on webgpu with a software adapter', { timeout: 300_000 }, async ({ skip }) => {
    const env = softwareVulkan()
    if (!env) return skip('SwiftShader is packed for Linux x64 only.')
    const found = await reportOfChild('webgpu', env)
    expect(found.title).toMatch(/^WebGPU on .*\(software\)$/)
    expectRight('webgpu', found, reference)
  })

  it('on tensorflow where its binding is built', { timeout: 120_000 }, async ({ skip }) => {
    if (!hasBinding()) return skip('@tensorflow/tfjs-node-gpu is not built here.')
    const found = await reportOfChild('tensorflow')
    expect(found.title).toMatch(/^TensorFlow on (CPU|GPU)$/)
    expectRight('tensorflow', found, reference)
  })
})

describe('the list of what is compared', () => {
  it('has every deep model of the catalogue', () => {
    const deep = recommenders.filter(({ abilities }) => abilities.usesBackend).map(({ id }) => id)
    const compared = new Set(Object.values(trainings).map(({ id }) => id))
    expect([...compared].sort()).toEqual(deep.sort())
    expect(Object.keys(expected)).toEqual(Object.keys(trainings))
  })

  it('has every operation that the models call, forwards and backwards', async () => {
    await openBackend('cpu')
    const { kernelNames } = await tf.profile(async () => {
      await trainTiny()
      for (const name of Object.keys(trainings)) await trainOn('cpu', name)
      return tf.scalar(0)
    })
    const kernels = kernelNames.filter((name) => tf.getKernel(name, 'cpu'))
    expect(kernels.filter((name) => !(name in operations))).toEqual([])
    expect(kernels).toContain('UnsortedSegmentSum')
  })
})
