import path from 'node:path'

/** `--candidates file:PATH` with an absolute path, so that the record and the rerun line do not depend on where the command was given. */
export const resolveCandidates = (text: string): string =>
  text.startsWith('file:') ? `file:${path.resolve(text.slice('file:'.length))}` : text
