import type { CellOutput, CellState, Variable } from '../contract/api/notebook.ts'
import type { ClientMessage, HostMessage } from '../contract/protocol.ts'
import type { RemoteTask } from '../contract/remote.ts'

/**
 * What travels between the engine and a kernel process. Two conversations share the IPC channel: the engine asks the kernel to run cells, and the
 * cells ask the engine through the contract. A byte on the pipe with this number interrupts, even while a cell loops without end.
 */
export const interruptPipe = 4

export type ToKernel =
  | { readonly channel: 'kernel'; readonly message: unknown }
  | { readonly channel: 'engine'; readonly message: HostMessage }
export type FromKernel =
  | { readonly channel: 'kernel'; readonly message: unknown }
  | { readonly channel: 'engine'; readonly message: ClientMessage }

/** News of a running cell. */
export type KernelNews = { readonly type: 'output'; readonly output: CellOutput } | { readonly type: 'clear' }

export interface Execution {
  readonly state: CellState
  readonly count: number
  /** Names that the cell declares, and free names that it reads: what makes other cells stale. */
  readonly defines: readonly string[]
  readonly uses: readonly string[]
}

export type KernelService = {
  execute(p: { code: string }, task: RemoteTask): Promise<Execution>
  variables(p: object, task: RemoteTask): Promise<readonly Variable[]>
}
