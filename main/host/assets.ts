import { promises as files } from 'node:fs'
import path from 'node:path'

/** The page's content security policy, the same in every shell: nothing from elsewhere, no code from text. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
].join('; ')

/** Sent with every file of the page. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': `${pagePolicy}; frame-ancestors 'none'`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.wasm': 'application/wasm',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
}

/** The media type of a file name, or of an extension with its dot. */
export const typeOf = (file: string) =>
  types[(path.extname(file) || path.basename(file)).toLowerCase()] ?? 'application/octet-stream'

/**
 * The real path of a file below a folder, or undefined when there is none: also for every name that leads out of it, by `..`, an absolute path or
 * a symbolic link.
 *
 * @param name path below the folder, already decoded, with forward slashes
 */
export async function findBelow(folder: string, name: string): Promise<string | undefined> {
  if (name.includes('\0') || name.includes('\\')) return undefined
  try {
    const root = await files.realpath(folder)
    const file = await files.realpath(path.join(root, name))
    const relative = path.relative(root, file)
    if (relative === '' || relative.split(path.sep)[0] === '..' || path.isAbsolute(relative)) return undefined
    return (await files.stat(file)).isFile() ? file : undefined
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return undefined
    throw error
  }
}

/** The file of the page that an address's path names; `/` is its start. */
export async function findAsset(folder: string, pathname: string): Promise<string | undefined> {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return undefined
  }
  return findBelow(folder, decoded === '/' ? '/index.html' : decoded)
}
