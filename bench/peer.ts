import { existsSync } from 'node:fs'
import path from 'node:path'
import { Side } from './side.ts'
import type { Given, Peer, Work } from './work.ts'

export const root = path.resolve(import.meta.dirname, '..')

/** What is made for the benchmark lies here: environments, data, lists. */
export const workplace = path.join(root, '.bench')

/** Every variable by which a library of the peers learns how many threads it may use. */
const threadVariables = [
  'OMP_NUM_THREADS',
  'OPENBLAS_NUM_THREADS',
  'MKL_NUM_THREADS',
  'NUMEXPR_NUM_THREADS',
  'NUMBA_NUM_THREADS',
  'RAYON_NUM_THREADS',
  'POLARS_MAX_THREADS',
  'LK_NUM_THREADS',
  'LK_NUM_BACKEND_THREADS',
]

export const pythonOf = ({ environment }: Peer, folder = workplace): string =>
  path.join(folder, environment, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')

/** A sentence when the peer cannot run here, otherwise null. */
export function whyMissing(peer: Peer, folder = workplace): string | null {
  if (existsSync(pythonOf(peer, folder))) return null
  return `${peer.title} is not installed here: run bash bench/peers/install.sh ${peer.environment}.`
}

/** Starts the peer's side of a work. */
export function startPeer({ peer }: Work, given: Given): Side {
  const variables = Object.fromEntries(threadVariables.map((name) => [name, String(given.threads)]))
  const parameters = ['-P', path.join(root, 'bench/peers/run.py'), peer.script, peer.work, JSON.stringify(given)]
  return new Side(pythonOf(peer), parameters, variables, given.scratch)
}

/** Starts our side of a work. */
export const startOurs = ({ id }: Work, given: Given): Side =>
  new Side(process.execPath, [path.join(root, 'bench/worker.ts'), id, JSON.stringify(given)], {})
