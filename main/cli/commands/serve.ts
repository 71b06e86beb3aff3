import { RecbenchError } from '../../contract/errors.ts'
import { text, type Command } from '../command.ts'
import { noPositional } from '../positional.ts'

export const serveCommand: Command = {
  name: 'serve',
  summary: 'Open the workbench in the browser; on loopback, behind a token.',
  arguments: '',
  options: {
    port: { type: 'string', value: 'NUMBER', help: 'The port; a free one when absent.' },
    host: { type: 'string', value: 'ADDRESS', help: 'The address to listen on; 127.0.0.1 when absent.' },
  },
  async run(invocation) {
    noPositional(invocation)
    const { values, workspace, signal, output } = invocation
    const port = Number(text(values.port) ?? 0)
    if (!Number.isInteger(port) || port < 0 || port > 65535)
      throw new RecbenchError('invalid-parameter', `${text(values.port)} is not a port.`, { remedy: 'Use 0 to 65535.' })
    const { serve } = await import('../../server/main.ts')
    const server = await serve({ workspace, port, host: text(values.host) ?? '127.0.0.1' })
    if (output.json) process.stdout.write(`${JSON.stringify({ address: server.address })}\n`)
    else output.line(`Recbench is at ${server.address}\nCtrl C ends it.`)
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
    await server.close()
    return { address: server.address, closed: true }
  },
}
