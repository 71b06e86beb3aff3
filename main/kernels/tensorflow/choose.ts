import { RecbenchError } from '../../contract/errors.ts'
import { backendIds, type Backend, type BackendId } from './backend.ts'
import { openBackend } from './open.ts'
import { tryKernels } from './trial-of-kernels.ts'
import { tryTraining } from './trial.ts'

export interface BackendChoice {
  readonly id: BackendId
  readonly title: string
  /** What was tried and why it was taken or left, in sentences. */
  readonly reason: string
}

const choices = new Map<string, Promise<BackendChoice>>()

/**
 * The backend for deep models: the one asked for, or with `auto` the first of `tensorflow`, `webgpu` and `wasm` that trains a tiny network to the right numbers.
 * A graphics adapter emulated in software, and TensorFlow without a GPU, are slower here than `wasm` and are taken only by name. Decided once per process.
 *
 * @throws RecbenchError `invalid-parameter` for an unknown name, `unsupported` when the one asked for does not run here
 */
export function chooseBackend(requested: string): Promise<BackendChoice> {
  const known = choices.get(requested)
  if (known) return known
  const choice = requested === 'auto' ? chooseFirst() : chooseNamed(requested)
  choices.set(requested, choice)
  return choice
}

async function chooseNamed(requested: string): Promise<BackendChoice> {
  const id = backendIds.find((known) => known === requested)
  if (!id)
    throw new RecbenchError('invalid-parameter', `There is no backend "${requested}".`, {
      remedy: `Choose auto, ${backendIds.join(', ')}.`,
    })
  const backend = await openAndTry(id)
  return { id, title: backend.title, reason: 'it was asked for, and a trial training gave the right numbers.' }
}

async function chooseFirst(): Promise<BackendChoice> {
  const left: string[] = []
  for (const id of ['tensorflow', 'webgpu', 'wasm'] as const) {
    try {
      const { title, accelerated } = await openAndTry(id)
      const before = left.length ? ` Tried before it: ${left.join('; ')}.` : ''
      if (accelerated || id === 'wasm')
        return { id, title, reason: `a trial training gave the right numbers.${before}` }
      left.push(`${id} (${title}: works, but without a graphics processor it is slower; ask for it by name)`)
    } catch (error) {
      const why = error instanceof RecbenchError ? (error.why ?? error.message) : String(error)
      left.push(`${id} (${why})`)
    }
  }
  throw new RecbenchError('unsupported', `No backend for deep models runs here: ${left.join('; ')}.`)
}

async function openAndTry(id: BackendId): Promise<Backend> {
  const backend = await openBackend(id)
  await tryTraining(backend)
  if (id === 'wasm') tryKernels()
  return backend
}
