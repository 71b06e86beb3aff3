import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import type { NotebookDocument, NotebookFile } from '../contract/api/notebook.ts'
import { RecbenchError } from '../contract/errors.ts'
import { emptyNotebook, parseNotebook, printNotebook } from './document.ts'

const newerMargin = 500

/** The notebooks of a workspace and the ones that ship. Trust is a digest of the content, kept in the workspace, never in the file. */
export class NotebookFiles {
  readonly #folder: string
  readonly #shipped: string
  readonly #trust: string

  constructor(workspace: string, shipped: string) {
    this.#folder = path.join(workspace, 'notebooks')
    this.#shipped = shipped
    this.#trust = path.join(workspace, 'state', 'trusted-notebooks.json')
  }

  async list(): Promise<NotebookFile[]> {
    const own = await describe(this.#folder, false)
    const shipped = await describe(this.#shipped, true)
    return [...own.sort((a, b) => b.modifiedAt - a.modifiedAt), ...shipped.sort((a, b) => (a.path < b.path ? -1 : 1))]
  }

  /** A shipped notebook is copied into the workspace first, so that the original stays as it came. */
  async open(
    file: string,
  ): Promise<{ path: string; document: NotebookDocument; trusted: boolean; modifiedAt: number }> {
    const source = path.resolve(file)
    const opened = isInside(this.#shipped, source) ? await this.#copy(source) : source
    const text = await read(opened)
    const document = parseNotebook(text, opened)
    const trusted = (await this.#trusted()).has(digest(document))
    return { path: opened, document, trusted, modifiedAt: (await fs.stat(opened)).mtimeMs }
  }

  async create(title: string): Promise<{ path: string }> {
    const name =
      title
        .replace(/[^\p{L}\p{N}._ -]+/gu, ' ')
        .trim()
        .slice(0, 80) || 'Notebook'
    await fs.mkdir(this.#folder, { recursive: true })
    for (let number = 1; ; number++) {
      const file = path.join(this.#folder, `${number === 1 ? name : `${name} ${number}`}.ipynb`)
      try {
        await fs.writeFile(file, printNotebook(emptyNotebook(title)), { flag: 'wx' })
        await this.trust(file)
        return { path: file }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
    }
  }

  async save(
    file: string,
    document: NotebookDocument,
    modifiedAt: number,
    overwrite: boolean,
  ): Promise<{ modifiedAt: number }> {
    const target = path.resolve(file)
    if (path.extname(target) !== '.ipynb')
      throw new RecbenchError('invalid-parameter', `${file} does not end in .ipynb.`, {
        remedy: 'Save a notebook under a name that does.',
      })
    const onDisk = await fs.stat(target).then(
      ({ mtimeMs }) => mtimeMs,
      () => null,
    )
    if (onDisk !== null && onDisk > modifiedAt + newerMargin && !overwrite)
      throw new RecbenchError('conflict', `${path.basename(target)} was changed by another program.`, {
        where: target,
        why: `On disk ${new Date(onDisk).toISOString()}, read here ${new Date(modifiedAt).toISOString()}.`,
        remedy: 'Keep yours, take theirs, or save under another name.',
      })
    const wasTrusted = onDisk !== null && (await this.#trusted()).has(digest(parseNotebook(await read(target), target)))
    const temporary = `${target}.${process.pid}.tmp`
    const handle = await fs.open(temporary, 'w')
    await handle.writeFile(printNotebook(document))
    await handle.sync()
    await handle.close()
    await fs.rename(temporary, target)
    if (wasTrusted) await this.trust(target)
    return { modifiedAt: (await fs.stat(target)).mtimeMs }
  }

  async isTrusted(file: string): Promise<boolean> {
    return (await this.#trusted()).has(digest(parseNotebook(await read(file), file)))
  }

  async trust(file: string): Promise<void> {
    const trusted = await this.#trusted()
    trusted.add(digest(parseNotebook(await read(file), file)))
    await fs.mkdir(path.dirname(this.#trust), { recursive: true })
    await fs.writeFile(this.#trust, JSON.stringify([...trusted].slice(-500)))
  }

  async #trusted(): Promise<Set<string>> {
    const text = await fs.readFile(this.#trust, 'utf8').catch(() => '[]')
    try {
      return new Set(JSON.parse(text) as string[])
    } catch {
      return new Set()
    }
  }

  async #copy(file: string): Promise<string> {
    const target = path.join(this.#folder, path.basename(file))
    await fs.mkdir(this.#folder, { recursive: true })
    try {
      await fs.copyFile(file, target, fs.constants.COPYFILE_EXCL)
      await this.trust(target)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    return target
  }
}

/** Code decides trust; outputs and metadata do not. */
const digest = (document: NotebookDocument) =>
  createHash('sha256')
    .update(JSON.stringify(document.cells.map(({ cell_type, source }) => [cell_type, source])))
    .digest('hex')

async function describe(folder: string, shipped: boolean): Promise<NotebookFile[]> {
  const names = await fs.readdir(folder, { recursive: true }).catch(() => [])
  const files = names.filter((name) => name.endsWith('.ipynb')).map((name) => path.join(folder, name))
  return Promise.all(
    files.map(async (file) => ({
      path: file,
      title: path.basename(file, '.ipynb'),
      shipped,
      modifiedAt: (await fs.stat(file)).mtimeMs,
    })),
  )
}

async function read(file: string): Promise<string> {
  try {
    return await fs.readFile(file, 'utf8')
  } catch (cause) {
    throw new RecbenchError('not-found', `The notebook ${file} cannot be read.`, {
      where: file,
      why: (cause as Error).message,
      remedy: 'Check the path.',
      cause,
    })
  }
}

function isInside(folder: string, file: string): boolean {
  const relative = path.relative(folder, file)
  return !relative.startsWith('..') && !path.isAbsolute(relative)
}
