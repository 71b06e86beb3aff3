import { connect, type Client } from '../contract/client.ts'
import { inMemoryPair } from '../contract/in-memory.ts'
import { serve } from '../contract/serve.ts'
import { createHost, type Host, type HostOptions } from './host.ts'

export interface LocalHost {
  readonly client: Client
  readonly host: Host
  close(): Promise<void>
}

/** A host in this process with a client that talks to it as every other client does, over the in-memory wire. */
export async function openLocal(options: HostOptions): Promise<LocalHost> {
  const host = await createHost(options)
  const pair = inMemoryPair()
  serve(pair.host, host.handlers, host.events)
  const client = connect(pair.client)
  return {
    client,
    host,
    async close() {
      client.close()
      await host.close()
    },
  }
}
