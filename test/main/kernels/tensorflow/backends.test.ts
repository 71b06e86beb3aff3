import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { trainOn, type BackendLosses } from '../../../helpers/backend-losses.ts'
import { softwareVulkan } from '../../../helpers/swiftshader.ts'

const script = new URL('../../../helpers/backend-losses.ts', import.meta.url)

/** Float32 sums in another order; measured differences stay below a tenth of this. */
const tolerance = 1e-4

async function trainInChild(id: string, env: NodeJS.ProcessEnv = {}): Promise<BackendLosses> {
  const child = promisify(execFile)(process.execPath, [script.pathname, id], { env: { ...process.env, ...env } })
  return JSON.parse((await child).stdout) as BackendLosses
}

function expectClose(actual: BackendLosses, wanted: BackendLosses): void {
  for (const part of ['trial', 'mlp', 'neumf'] as const) {
    expect(actual[part]).toHaveLength(wanted[part].length)
    actual[part].forEach((loss, i) => expect(Math.abs(loss - wanted[part][i]!), `${part} ${i}`).toBeLessThan(tolerance))
  }
}

const hasBinding = () => {
  const folders = createRequire(import.meta.url).resolve.paths('@tensorflow/tfjs-node-gpu') ?? []
  return folders.some((folder) => existsSync(`${folder}/@tensorflow/tfjs-node-gpu/lib/napi-v8/tfjs_binding.node`))
}

describe('every backend trains the same networks to the same losses', async () => {
  const reference = await trainOn('cpu')

  it('as wasm with our kernels', async () => {
    expectClose(await trainOn('wasm'), reference)
  })

  it('as wasm in a worker thread, digit for digit', { timeout: 60_000 }, async () => {
    const source = `import(${JSON.stringify(script.href)}).then(async ({ trainOn }) => {
      require('node:worker_threads').parentPort.postMessage(await trainOn('wasm'))
    })`
    const worker = new Worker(source, { eval: true })
    const [there, here] = await Promise.all([
      new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject)),
      trainInChild('wasm'),
    ])
    expect(there).toEqual(here)
  })

  it('as webgpu on a software adapter', { timeout: 180_000 }, async ({ skip }) => {
    const env = softwareVulkan()
    if (!env) return skip('SwiftShader is packed for Linux x64 only.')
    const losses = await trainInChild('webgpu', env)
    expect(losses.title).toMatch(/^WebGPU on .*\(software\)$/)
    expectClose(losses, reference)
  })

  it('as tensorflow where its binding is built', { timeout: 120_000 }, async ({ skip }) => {
    if (!hasBinding()) return skip('@tensorflow/tfjs-node-gpu is not built here.')
    const losses = await trainInChild('tensorflow')
    expect(losses.title).toMatch(/^TensorFlow on (CPU|GPU)$/)
    expectClose(losses, reference)
  })
})
