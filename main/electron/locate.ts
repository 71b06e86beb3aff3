import path from 'node:path'
import { findNode } from '../host/find-node.js'

export interface Locations {
  /** The built page. */
  readonly page: string
  readonly preload: string
  /** The Node that runs the engine. */
  readonly node: string
  readonly engine: string
}

/** Where everything lies, in a checkout and in the packaged app; there the engine and its packages are beside the archive, because Node cannot read it. */
export function locate(appPath: string): Locations {
  const outside = appPath.replace(/app\.asar$/, 'app.asar.unpacked')
  return {
    page: path.join(appPath, 'dist/renderer'),
    preload: path.join(appPath, 'dist/electron/preload.cjs'),
    node: findNode(path.join(outside, 'package.json')),
    engine: path.join(outside, 'main/host/engine-process.ts'),
  }
}
