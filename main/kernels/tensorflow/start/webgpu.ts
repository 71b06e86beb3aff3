import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import * as tf from '@tensorflow/tfjs-core'
import { create, globals } from 'webgpu'

/** WebGPU through Dawn, on any vendor's GPU. */
export async function start(): Promise<{ title: string; accelerated: boolean }> {
  if (process.platform === 'linux' && !findVulkan()) throw new Error('no Vulkan driver is installed')
  Object.assign(globalThis, globals)
  const gpu = create([])
  Object.defineProperty(globalThis.navigator, 'gpu', { value: gpu, configurable: true })
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' })
  if (!adapter) throw new Error('no graphics adapter was found')
  await import('@tensorflow/tfjs-backend-webgpu')
  if (!(await tf.setBackend('webgpu'))) throw new Error('TensorFlow.js refused the graphics adapter')
  const { description, device, vendor } = adapter.info
  const name = description || device || vendor || 'unnamed adapter'
  const accelerated = !isSoftware(`${name} ${device} ${vendor}`)
  return { title: `WebGPU on ${name}${accelerated ? '' : ' (software)'}`, accelerated }
}

const isSoftware = (name: string) => /swiftshader|llvmpipe|lavapipe|software|basic render/i.test(name)

const vulkanLoader = 'libvulkan.so.1'

/** Whether Dawn would find Vulkan's loader; without it Dawn prints warnings of its own. */
function findVulkan(): boolean {
  const folders = (process.env['LD_LIBRARY_PATH'] ?? '').split(':').filter(Boolean)
  if (folders.some((folder) => existsSync(path.join(folder, vulkanLoader)))) return true
  const cache = '/etc/ld.so.cache'
  return existsSync(cache) && readFileSync(cache).includes(vulkanLoader)
}
