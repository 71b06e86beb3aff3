/** Bytes of arrays that the last collection left. */
let kept = 0

/** What may gather before it is worth a look, in bytes: a share of what is kept, and some more. */
const worthIt = () => 1.25 * kept + 2 ** 25

/**
 * Gives back arrays that are not needed any more: V8 does not look for garbage while nothing is allocated, so that a process that rests would keep the columns of its last work. Does
 * nothing where a process was not started with `--expose-gc`.
 */
export function collectGarbage(): void {
  if (!globalThis.gc || process.memoryUsage().arrayBuffers < worthIt()) return
  globalThis.gc()
  kept = process.memoryUsage().arrayBuffers
}
