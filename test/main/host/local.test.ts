import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openLocal } from '../../../main/host/local.ts'
import { goThroughJourney } from '../../conformance/journey.ts'

const folders: string[] = []
async function folder() {
  const made = await mkdtemp(path.join(tmpdir(), 'recbench-host-'))
  folders.push(made)
  return made
}
afterAll(() => Promise.all(folders.map((each) => rm(each, { recursive: true, force: true }))))

describe('openLocal', () => {
  it('goes through the whole journey in memory, and a later host reopens the run', async () => {
    const workspace = await folder()
    const first = await openLocal({ workspace, shell: 'test' })
    const results = await goThroughJourney(first.client)
    await first.close()
    const second = await openLocal({ workspace, shell: 'test' })
    expect((await second.client.call('runs/get', { run: results.run })).results).toEqual(results)
    await second.close()
  }, 120_000)

  it('starts no process until one is needed', async () => {
    const { client, host, close } = await openLocal({ workspace: await folder(), shell: 'test' })
    const models = await client.call('models/list', {})
    expect(models.map((model) => model.id)).toContain('popularity')
    expect(host.processes()).toEqual([])
    await close()
  })

  it('refuses a workspace that another engine has open, and takes it once that has closed', async () => {
    const workspace = await folder()
    const first = await openLocal({ workspace, shell: 'test' })
    await expect(openLocal({ workspace, shell: 'test' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(workspace) as string,
    })
    await first.close()
    const second = await openLocal({ workspace, shell: 'test' })
    await second.close()
  })

  it('says which model, setting, metric or data set does not exist before a run folder is made', async () => {
    const { client, close } = await openLocal({ workspace: await folder(), shell: 'test' })
    const start = (change: object) =>
      client.call('runs/start', {
        experiment: {
          data: { name: 'shop' },
          split: { kind: 'kfold', folds: 5 },
          models: [{ id: 'popularity' }],
          metrics: ['ndcg@10'],
          ...change,
        },
      })
    await expect(start({ models: [{ id: 'popularty' }] })).rejects.toMatchObject({
      code: 'invalid-parameter',
      remedy: expect.stringContaining('popularity') as string,
    })
    await expect(start({ models: [{ id: 'popularity', config: { depth: 3 } }] })).rejects.toThrow(/depth/)
    await expect(start({ metrics: ['ndgc@10'] })).rejects.toThrow(/ndgc@10/)
    await expect(start({ metrics: ['ndcg@0'] })).rejects.toThrow(/cutoff/)
    await expect(start({ split: { kind: 'kfold', folds: 1 } })).rejects.toThrow(/"folds" of the split kfold is 1/)
    await expect(start({ split: { kind: 'given' } })).rejects.toThrow(/pairs of train and test/)
    expect(await client.call('runs/list', {})).toEqual([])
    await close()
  })

  it('remembers for the page, sets a damaged memory aside, and refuses names that are paths', async () => {
    const workspace = await folder()
    const { client, close } = await openLocal({ workspace, shell: 'test' })
    expect(await client.call('workspace/recall', { key: 'layout' })).toBeNull()
    await client.call('workspace/remember', { key: 'layout', value: { panels: 2 } })
    expect(await client.call('workspace/recall', { key: 'layout' })).toEqual({ panels: 2 })
    await writeFile(path.join(workspace, 'state/layout.json'), '{"pan')
    expect(await client.call('workspace/recall', { key: 'layout' })).toBeNull()
    await expect(client.call('workspace/recall', { key: '../engine' })).rejects.toMatchObject({
      code: 'invalid-parameter',
    })
    await close()
  })
})
