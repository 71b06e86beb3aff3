import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type * as declared from 'recbench'
import { temporaryWorkspace, type TemporaryWorkspace } from '../../helpers/workspace.ts'

const script = fileURLToPath(new URL('script-under-test.ts', import.meta.url))
let workspace: TemporaryWorkspace

beforeAll(async () => {
  workspace = await temporaryWorkspace()
  fs.writeFileSync(
    script,
    `import { close, crossValidate, dataset } from 'recbench'
const log = await dataset('shop')
console.log(JSON.stringify((await crossValidate(log.kFold(2), ['popularity'])).table()))
await close()
`,
  )
})
afterAll(async () => {
  fs.rmSync(script)
  await workspace.remove()
})

describe('a script that imports recbench', () => {
  it('runs a comparison with an engine of its own, and ends', () => {
    const env = { ...process.env, RECBENCH_WORKSPACE: workspace.folder }
    const { status, stdout } = spawnSync(process.execPath, [script], { env, encoding: 'utf8', timeout: 60_000 })
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject([{ model: 'popularity', 'ndcg@10': expect.any(Number) as number }])
  }, 60_000)
})

describe('the declarations for the editor', () => {
  it('name what the API has', async () => {
    const real = Object.keys(await import('../../../main/index.ts'))
    const parts = ['recbench.d.ts', 'recbench-policies.d.ts']
    const text = parts
      .map((name) => fs.readFileSync(new URL(`../../../main/notebook/${name}`, import.meta.url), 'utf8'))
      .join('\n')
    const names = [...text.matchAll(/^ {2}export (?:function|const|class) (\w+)/gm)].map(([, name]) => name!)
    expect(names.filter((name) => !real.includes(name))).toEqual([])
    expect(real.filter((name) => !names.includes(name)).sort()).toEqual(['RecbenchError', 'useRuntime'])
  })
})

/** Does not compile when a declaration promises what the API does not give. */
export const kept = async (): Promise<Pick<typeof declared, 'models' | 'metrics' | 'display' | 'close'>> =>
  import('../../../main/index.ts')
