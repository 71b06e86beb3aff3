import { builtinModules } from 'node:module'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The shell: main and preload as CommonJS for the oldest Electron they are tested in (22: Node 16). */
export default defineConfig({
  build: {
    outDir: here('dist/electron'),
    emptyOutDir: true,
    target: 'node16',
    minify: false,
    ssr: true,
    rollupOptions: {
      input: { main: here('main/electron/main.ts'), preload: here('main/electron/preload.ts') },
      external: ['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)],
      output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs' },
    },
  },
  ssr: { noExternal: true },
})
