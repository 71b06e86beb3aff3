import type * as Api from 'monaco-editor/editor/editor.api.js'
import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker'
import TypeScriptWorker from 'monaco-editor/languages/features/typescript/ts.worker.js?worker'
import { call } from '../client/client.ts'

export type Monaco = typeof Api

declare global {
  interface Window {
    MonacoEnvironment?: { getWorker(id: string, label: string): Worker }
  }
}

/**
 * What cells may do that a script may not, or that the kernel allows: await at the top level (1375, 1378), the same name declared again by another cell
 * (2451, 2300, 2393), return of a last expression, names that the editor cannot resolve from packages (2307, 7016).
 */
const allowedInCells = [1375, 1378, 2451, 2300, 2393, 2307, 7016, 1108]

let loading: Promise<{ monaco: Monaco; setLibrary(name: string, text: string): void }> | undefined

/**
 * The editor with TypeScript and Markdown only, fetched from our own origin when the first notebook is shown. Features come before languages, because a language starts
 * Monaco's services and what is registered later is not found; all of them, because TypeScript's worker client imports them anyway.
 */
export function loadMonaco() {
  loading ??= load()
  return loading
}

async function load() {
  window.MonacoEnvironment = {
    getWorker: (_id, label) =>
      label === 'typescript' || label === 'javascript' ? new TypeScriptWorker() : new EditorWorker(),
  }
  const monaco = await import('monaco-editor/editor/editor.api.js')
  await import('monaco-editor/features/register.all.js')
  const { typescriptDefaults, ScriptTarget, ModuleKind, ModuleResolutionKind } = await import('./monaco-languages.ts')
  typescriptDefaults.setCompilerOptions({
    target: ScriptTarget.ESNext,
    module: ModuleKind.ESNext,
    moduleResolution: ModuleResolutionKind.NodeJs,
    allowNonTsExtensions: true,
    strict: true,
    noImplicitAny: false,
    lib: ['esnext'],
  })
  typescriptDefaults.setDiagnosticsOptions({ diagnosticCodesToIgnore: allowedInCells })
  typescriptDefaults.setEagerModelSync(true)
  const libraries = new Map<string, { text: string; dispose(): void }>()
  /** Adds a declaration file, or replaces the one of that name. */
  function setLibrary(name: string, text: string) {
    const known = libraries.get(name)
    if (known?.text === text) return
    known?.dispose()
    const added = typescriptDefaults.addExtraLib(text, `file:///library/${name}`)
    libraries.set(name, { text, dispose: () => added.dispose() })
  }
  setLibrary('recbench.d.ts', await call('notebook/types', {}))
  setLibrary(
    'console.d.ts',
    'declare const console: { log(...values: unknown[]): void; error(...values: unknown[]): void; table(value: unknown): void }',
  )
  return { monaco, setLibrary }
}
