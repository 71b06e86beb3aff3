import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { findNode } from './host/find-node.js'

/** Plain JavaScript, so that an older Node in front can say what is missing; the rest runs on the Node that fits. */
try {
  const start = fileURLToPath(new URL('start.ts', import.meta.url))
  const child = spawn(findNode(start), ['--disable-warning=ExperimentalWarning', start, ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1)
  })
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
