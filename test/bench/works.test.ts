import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { chooseWorks, findWork, works } from '../../bench/works/all.ts'
import { readOptions } from '../../bench/options.ts'

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')

describe('the rows of the benchmark', () => {
  it('have distinct ids and are found by them', () => {
    expect(new Set(works.map(({ id }) => id)).size).toBe(works.length)
    expect(findWork('als/gowalla').goal).toBe(1)
    expect(() => findWork('als/mars')).toThrow(/no row "als\/mars"/)
  })

  it('are chosen by the beginning of their id; none is chosen by mistake', () => {
    expect(chooseWorks(['als', 'ranking']).map(({ id }) => id)).toEqual([
      'als/ml-100k-u1',
      'als/gowalla',
      'ranking/gowalla',
    ])
    expect(chooseWorks([]).length).toBe(works.length)
    expect(() => chooseWorks(['alz'])).toThrow(/begins with "alz"/)
  })

  it('have a peer with a function in a script and an environment with requirements', () => {
    for (const { peer } of works) {
      expect(read(`bench/peers/${peer.script}.py`)).toContain(`def ${peer.work}(given)`)
      const requirements = new URL(`../../bench/peers/requirements-${peer.environment}.txt`, import.meta.url)
      expect(existsSync(requirements)).toBe(true)
    }
  })

  it('are all in docs/benchmarks.md', () => {
    const page = read('docs/benchmarks.md')
    for (const { id } of works) expect(page).toContain(`\`${id}\``)
  })
})

describe('the options', () => {
  it('are names, both switches and whole numbers', () => {
    expect(readOptions(['als', '--peers', '--runs', '3', '--threads', '1', '--data', '/data'])).toMatchObject({
      ...{ names: ['als'], peers: true, json: false, quick: false, runs: 3, threads: 1 },
      ...{ backend: 'auto', data: '/data' },
    })
  })

  it('refuse what counts nothing', () => expect(() => readOptions(['--runs', 'many'])).toThrow('--runs is "many"'))
})
