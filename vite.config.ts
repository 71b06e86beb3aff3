import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { browserMode } from './main/contract/shell.ts'
import { SummaryReporter } from './test/helpers/summary-reporter.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const engine = `http://127.0.0.1:${process.env['RECBENCH_PORT'] ?? 8100}`
const { subprotocol: _subprotocol, ...addresses } = browserMode
const toEngine = { target: engine, changeOrigin: true, ws: true, headers: { origin: engine } }

/** The page, for the oldest Chromium it is tested in; and the tests. */
export default defineConfig({
  root: here('renderer'),
  base: './',
  build: {
    outDir: here('dist/renderer'),
    emptyOutDir: true,
    target: 'chrome108',
    cssTarget: 'chrome108',
    chunkSizeWarningLimit: 8000,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es' },
  /** `npm run dev` beside `npm run serve -- --port 8100`: open the page's address with the `#token=…` that the server prints. */
  server: { proxy: Object.fromEntries(Object.values(addresses).map((address) => [address, toEngine])) },
  test: {
    root: here('.'),
    maxWorkers: 2,
    reporters: ['default', new SummaryReporter()],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          root: here('.'),
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**'],
          pool: 'forks',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          root: here('.'),
          include: ['test/e2e/**/*.test.ts'],
          pool: 'forks',
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
