import os from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CellOutput } from '../../../main/contract/api/notebook.ts'
import { serve, type Handlers } from '../../../main/contract/serve.ts'
import { Kernel } from '../../../main/notebook/kernel-client.ts'

const events: Parameters<ConstructorParameters<typeof Kernel>[0]['onEvent']>[0][] = []
let kernel: Kernel

beforeAll(() => {
  const handlers = { 'models/list': () => [{ id: 'ease', title: 'EASE' }] } as unknown as Handlers
  kernel = new Kernel({
    folder: os.tmpdir(),
    environment: { PATH: process.env.PATH },
    serve: (wire) => serve(wire, handlers, { subscribe: () => () => undefined }),
    onEvent: (event) => void events.push(event),
  })
})
afterAll(() => kernel.stop())

async function run(code: string) {
  const from = events.length
  const execution = await kernel.execute('cell', code)
  const outputs = events.slice(from).flatMap((event): CellOutput[] => (event.type === 'output' ? [event.output] : []))
  return { ...execution, outputs }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

describe('a kernel', () => {
  it('runs cells that see one another and shows the last value', async () => {
    await run('const x: number = 20')
    const { state, outputs } = await run('x + 1')
    expect(state).toBe('done')
    expect(outputs).toMatchObject([{ output_type: 'execute_result', data: { 'text/plain': '21' } }])
  })

  it('shows what a cell prints, in order', async () => {
    const { outputs } = await run(`console.log('one', { a: 1 })\nconsole.error('two')`)
    expect(outputs).toMatchObject([
      { output_type: 'stream', name: 'stdout', text: 'one { a: 1 }\n' },
      { output_type: 'stream', name: 'stderr', text: 'two\n' },
    ])
  })

  it('reaches the engine through recbench, and danfo.js by its name', async () => {
    const { outputs } = await run(
      `import { models } from 'recbench'\nimport { Series } from 'danfojs-node'\n[(await models())[0].title, new Series([1, 2, 3]).mean()].join(' ')`,
    )
    expect(outputs).toMatchObject([{ data: { 'text/plain': 'EASE 2' } }])
  })

  it('names the cell and the line of an error', async () => {
    const { state, count, outputs } = await run(`const y = 1\nnull.z`)
    expect(state).toBe('failed')
    expect(outputs).toMatchObject([{ output_type: 'error', ename: 'TypeError' }])
    expect(JSON.stringify(outputs)).toContain(`in cell [${count}], line 2`)
  })

  it('survives a promise that nobody waited for', async () => {
    await run(`Promise.reject(new Error('lost')); 1`)
    expect(await run('2')).toMatchObject({ state: 'done' })
  })

  it('lists variables with type and preview', async () => {
    await run('const list = [1, 2, 3]')
    expect(await kernel.variables()).toContainEqual({ name: 'list', type: 'Array(3)', preview: '[ 1, 2, 3 ]' })
  })

  it.each([
    ['waits', 'await new Promise(() => {})'],
    ['loops without end', 'for (;;) {}'],
    ['loops without end after an await', 'await 1\nfor (;;) {}'],
  ])('interrupts a cell that %s and keeps its variables', async (_name, code) => {
    await run('const kept = 7')
    const running = run(code)
    await pause(300)
    await kernel.interrupt()
    expect(await running).toMatchObject({ state: 'interrupted' })
    expect((await run('kept')).outputs).toMatchObject([{ data: { 'text/plain': '7' } }])
  })

  it('says that it died, and starts empty after a restart', async () => {
    await expect(kernel.execute('cell', 'process.exit(3)')).rejects.toMatchObject({ code: 'crashed' })
    expect(events).toContainEqual({ type: 'kernel', state: 'dead', reason: 'The kernel ended (code 3).' })
    await kernel.restart()
    expect((await run('typeof kept')).outputs).toMatchObject([{ data: { 'text/plain': 'undefined' } }])
  })
})
