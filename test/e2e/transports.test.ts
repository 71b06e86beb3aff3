import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { connect } from '../../main/contract/client.ts'
import { goThroughJourney } from '../conformance/journey.ts'
import { serveWorkbench } from '../helpers/server.ts'
import { openEngineWire, openSocketWire } from '../helpers/wires.ts'
import { temporaryWorkspace } from '../helpers/workspace.ts'

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function workspaceFolder(): Promise<string> {
  const workspace = await temporaryWorkspace()
  cleanups.push(workspace.remove)
  return workspace.folder
}

it('goes through the whole journey over a WebSocket, as a browser does', async () => {
  const server = await serveWorkbench(await workspaceFolder())
  cleanups.push(server.stop)
  const client = connect(await openSocketWire(server.address))
  expect((await client.call('workspace/info', {})).shell).toBe('browser')
  await goThroughJourney(client)
  client.close()
})

it('goes through the whole journey over the channel of the engine process, as the desktop shell does', async () => {
  const { wire, stop } = await openEngineWire({
    node: process.execPath,
    entry: path.resolve(import.meta.dirname, '../../main/host/engine-process.ts'),
    arguments: [await workspaceFolder()],
  })
  cleanups.push(stop)
  const client = connect(wire)
  expect((await client.call('workspace/info', {})).shell).toBe('desktop')
  await goThroughJourney(client)
  client.close()
})
