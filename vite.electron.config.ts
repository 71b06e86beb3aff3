import { builtinModules } from 'node:module'
import { fileURLToPath } from 'node:url'
import { defineConfig, type EnvironmentOptions } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** One file each, because a sandboxed preload can load no other. */
const entry = (name: string, emptyOutDir: boolean): EnvironmentOptions => ({
  consumer: 'server',
  resolve: { noExternal: true, external: ['electron'], conditions: ['node', 'import', 'module', 'default'] },
  build: {
    outDir: here('dist/electron'),
    emptyOutDir,
    target: 'node16',
    minify: false,
    ssr: true,
    rollupOptions: {
      input: { [name]: here(`main/electron/${name}.ts`) },
      external: ['electron', ...builtinModules, ...builtinModules.map((module) => `node:${module}`)],
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
})

/** The shell: main and preload as CommonJS for the oldest Electron they are tested in (22: Node 16). */
export default defineConfig({
  publicDir: false,
  environments: { main: entry('main', true), preload: entry('preload', false) },
  builder: {
    buildApp: async (builder) => {
      await builder.build(builder.environments['main']!)
      await builder.build(builder.environments['preload']!)
    },
  },
})
