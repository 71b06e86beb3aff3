import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliDecompressSync } from 'node:zlib'

/** The environment in which Dawn finds a Vulkan driver in software, unpacked from the Chromium of the browser tests; undefined on other platforms. */
export function softwareVulkan(): NodeJS.ProcessEnv | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const archive = path.join(entry.slice(0, entry.lastIndexOf('chromium') + 'chromium'.length), 'bin/swiftshader.tar.br')
  if (!existsSync(archive)) return undefined
  const folder = path.join(tmpdir(), 'recbench-swiftshader')
  if (!existsSync(folder)) unpack(archive, folder)
  return { LD_LIBRARY_PATH: folder, VK_ICD_FILENAMES: path.join(folder, 'vk_swiftshader_icd.json') }
}

function unpack(archive: string, folder: string): void {
  mkdirSync(tmpdir(), { recursive: true })
  const fresh = mkdtempSync(`${folder}-`)
  const { status, stderr } = spawnSync('tar', ['-x', '-C', fresh], {
    input: brotliDecompressSync(readFileSync(archive)),
  })
  if (status !== 0) throw new Error(`Unpacking SwiftShader failed: ${stderr}`)
  if (!existsSync(folder)) renameSync(fresh, folder)
}
