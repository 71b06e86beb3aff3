import { afterEach, describe, expect, it } from 'vitest'
import { Child, KeptChild } from '../../../main/host/children.ts'
import { Hub } from '../../../main/host/hub.ts'

type Fragile = {
  echo(p: { text: string }): string
  environment(p: object): string[]
  wait(p: object): Promise<null>
  die(p: { text: string }): Promise<null>
  block(p: object): null
}

const plan = { name: 'fragile process', entry: new URL('../../fixtures/fragile-child.ts', import.meta.url) }
const open: { stop(grace: number): Promise<unknown> }[] = []
const keep = <T extends { stop(grace: number): Promise<unknown> }>(child: T): T => (open.push(child), child)
afterEach(() => Promise.all(open.splice(0).map((child) => child.stop(0))))

describe('Child', () => {
  it('fails every pending call when it dies, with its last words', async () => {
    const child = keep(new Child<Fragile>(plan))
    const waiting = child.call('wait', {})
    const dying = child.call('die', { text: 'no disk' })
    await expect(waiting).rejects.toMatchObject({ code: 'crashed', why: 'Error: no disk' })
    await expect(dying).rejects.toThrow('The fragile process ended with code 3.')
  })

  it('refuses calls after it has died instead of leaving them waiting', async () => {
    const child = keep(new Child<Fragile>(plan))
    await child.call('die', { text: 'gone' }).catch(() => undefined)
    await expect(child.call('echo', { text: 'late' })).rejects.toMatchObject({ code: 'crashed' })
  })

  it('is ended within the grace time although it never comes to rest', async () => {
    const child = keep(new Child<Fragile>(plan))
    await child.call('echo', { text: 'ready' })
    const blocked = child.call('block', {}).catch((error: Error) => error)
    const began = performance.now()
    await child.stop(100)
    expect(performance.now() - began).toBeLessThan(2000)
    expect(await blocked).toMatchObject({ code: 'crashed' })
  })

  it('knows nothing of our environment that it does not need', async () => {
    process.env['SOME_SECRET'] = 'x'
    const child = keep(new Child<Fragile>(plan))
    const names = await child.call('environment', {})
    delete process.env['SOME_SECRET']
    expect(names).not.toContain('SOME_SECRET')
    expect(names).not.toContain('NODE_OPTIONS')
    expect(names.map((name) => name.toUpperCase())).toContain('PATH')
  })
})

describe('KeptChild', () => {
  it('starts at the first call, and again after a crash, and says so', async () => {
    const hub = new Hub()
    const child = keep(new KeptChild<Fragile>(plan, hub, [1]))
    expect(child.pid).toBeUndefined()
    expect(await child.call('echo', { text: 'a' })).toBe('a')
    const first = child.pid
    await expect(child.call('die', { text: 'once' })).rejects.toMatchObject({ code: 'crashed' })
    expect(await child.call('echo', { text: 'b' })).toBe('b')
    expect(child.pid).not.toBe(first)
    expect(hub.notices).toEqual(['The fragile process ended with code 3. It is started again.'])
  })

  it('stays off after the sixth crash within a minute, with what to do', async () => {
    const hub = new Hub()
    const child = keep(new KeptChild<Fragile>(plan, hub, [1]))
    for (let crash = 0; crash < 6; crash++) await child.call('die', { text: 'again' }).catch(() => undefined)
    await expect(child.call('echo', { text: 'a' })).rejects.toMatchObject({
      code: 'crashed',
      remedy: 'Start Recbench again.',
    })
    expect(hub.notices.at(-1)).toMatch(/ended 6 times within a minute/)
  }, 60_000)

  it('does not start again after it was stopped', async () => {
    const child = new KeptChild<Fragile>(plan, new Hub(), [1])
    await child.call('echo', { text: 'a' })
    await child.stop()
    await expect(child.call('echo', { text: 'b' })).rejects.toMatchObject({ code: 'crashed' })
  })
})
