import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { connect, type Client } from '../../main/contract/client.ts'
import type { EngineMessage, ShellMessage } from '../../main/contract/engine-channel.ts'
import { fromErrorReport } from '../../main/contract/errors.ts'
import type { HostMessage } from '../../main/contract/protocol.ts'

export interface RunningEngine {
  readonly process: ChildProcess
  /** A client on a connection of its own. */
  connect(connection: number): Client
  stop(): Promise<void>
}

/** Starts the engine as a shell does. */
export async function startEngine(workspace: string): Promise<RunningEngine> {
  const entry = fileURLToPath(new URL('../../main/host/engine-process.ts', import.meta.url))
  const child = fork(entry, [workspace], {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const send = (message: ShellMessage) => void child.send(message, () => undefined)
  const exited = new Promise<string>((resolve) =>
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`)),
  )
  await new Promise<void>((resolve, reject) => {
    child.on('message', (value) => {
      const message = value as EngineMessage
      if (message.kind === 'ready') resolve()
      if (message.kind === 'failed') reject(fromErrorReport(message.error))
    })
    void exited.then((how) => reject(new Error(`The engine ended by ${how}.`)))
  })
  return {
    process: child,
    connect: (connection) =>
      connect({
        send: (message) => send({ kind: 'message', connection, message }),
        onMessage: (listener: (message: HostMessage) => void) =>
          void child.on('message', (value) => {
            const message = value as EngineMessage
            if (message.kind === 'message' && message.connection === connection) listener(message.message)
          }),
        onClose: (listener) => void exited.then(listener),
        close: () => send({ kind: 'closed', connection }),
      }),
    async stop() {
      send({ kind: 'stop' })
      await exited
    },
  }
}
