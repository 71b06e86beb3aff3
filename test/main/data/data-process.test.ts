import { fork, type ChildProcess } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { remote, type Port } from '../../../main/contract/remote.ts'
import type { DataService } from '../../../main/data/service.ts'
import { temporaryFolder } from './open-service.ts'

const entry = fileURLToPath(new URL('../../../main/data/data-process.ts', import.meta.url))

function start(workspace: string) {
  const child: ChildProcess = fork(entry, [workspace], { serialization: 'advanced', execArgv: [] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const port: Port = {
    post: (message) => void child.send(message as object),
    onMessage: (listener) => void child.on('message', listener),
  }
  return { child, data: remote<DataService>(port) }
}

describe('the data process', () => {
  it('answers over its channel with progress, and sends typed arrays', async () => {
    const folder = temporaryFolder()
    const file = `${folder}/a.csv`
    writeFileSync(file, 'user,item\n1,2\n3,4\n')
    const { data } = start(folder)
    const stages: unknown[] = []
    const summary = await data.call('import', { file, options: {} }, { onNews: (news) => stages.push(news) })
    expect(summary).toMatchObject({ accepted: 2 })
    expect(stages.length).toBeGreaterThan(1)
    const { folds } = await data.call('prepareFolds', { folds: [{ train: file, test: file }], options: {} })
    expect(folds[0]!.train).toBeInstanceOf(Int32Array)
  })

  it('leaves a workspace alone that another process has, and says which', async () => {
    const folder = temporaryFolder()
    const first = start(folder)
    await first.data.call('list', {})
    writeFileSync(`${folder}/temporary/in-use`, '')
    const second = start(folder)
    await expect(second.data.call('list', {})).rejects.toMatchObject({
      code: 'conflict',
      where: `process ${first.child.pid}`,
    })
    expect(await first.data.call('list', {})).toEqual([])
    expect(existsSync(`${folder}/temporary/in-use`)).toBe(true)
  })

  it('keeps what was imported when it is killed', async () => {
    const folder = temporaryFolder()
    const { child, data } = start(folder)
    await data.call('openSample', { id: 'shop' })
    child.kill('SIGKILL')
    await new Promise((resolve) => child.on('exit', resolve))
    const again = start(folder)
    expect((await again.data.call('list', {})).map(({ name }) => name)).toEqual(['shop'])
    expect(await again.data.call('prepare', { name: 'shop', recipe: [] })).toMatchObject({ users: 1500 })
  })
})
