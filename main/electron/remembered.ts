import fs from 'node:fs'
import path from 'node:path'

/** What the shell remembers between starts. The operating system forgets the last folder of a dialog, so we keep it. */
export interface Remembered {
  readonly window?: {
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
    readonly maximized: boolean
  }
  readonly folder?: string
  readonly appearance?: { readonly theme: 'light' | 'dark' | 'system'; readonly language: 'en' | 'zh' }
}

/** A small JSON file, written as a whole. One that cannot be read is set aside and never stops the start. */
export class RememberedFile {
  readonly #file: string
  #value: Remembered

  constructor(file: string) {
    this.#file = file
    this.#value = this.#read()
  }

  get value(): Remembered {
    return this.#value
  }

  update(change: Remembered): void {
    this.#value = { ...this.#value, ...change }
    fs.mkdirSync(path.dirname(this.#file), { recursive: true })
    fs.writeFileSync(`${this.#file}.new`, JSON.stringify(this.#value))
    fs.renameSync(`${this.#file}.new`, this.#file)
  }

  #read(): Remembered {
    try {
      return clean(JSON.parse(fs.readFileSync(this.#file, 'utf8')))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' && fs.existsSync(this.#file))
        fs.renameSync(this.#file, `${this.#file}.damaged`)
      return {}
    }
  }
}

function clean(value: unknown): Remembered {
  const { window, folder, appearance } = (typeof value === 'object' && value !== null ? value : {}) as Remembered
  const numbers = window && [window.x, window.y, window.width, window.height]
  const known = ['light', 'dark', 'system'].includes(appearance?.theme ?? '')
  return {
    ...(numbers?.every(Number.isFinite) ? { window: { ...window!, maximized: window!.maximized === true } } : {}),
    ...(typeof folder === 'string' ? { folder } : {}),
    ...(known
      ? { appearance: { theme: appearance!.theme, language: appearance!.language === 'zh' ? 'zh' : 'en' } }
      : {}),
  }
}
