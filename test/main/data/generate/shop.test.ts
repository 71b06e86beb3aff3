import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { shopFiles } from '../../../../main/data/generate/shop-files.ts'
import { makeShop, shopPlan } from '../../../../main/data/generate/shop.ts'
import { loggingPolicy, chooseBanner } from '../../../../main/data/generate/shop-exposures.ts'

const shipped = (name: string) => readFileSync(new URL(`../../../../sample-data/shop/${name}`, import.meta.url))

describe('the generated shop', () => {
  it('is made again byte for byte as it ships', () => {
    const files = shopFiles(shopPlan)
    for (const name of ['items.csv', 'users.csv', 'truth.csv'] as const)
      expect(files[name]).toBe(shipped(name).toString())
    for (const name of ['interactions.csv', 'exposures.csv'] as const)
      expect(files[name] === gunzipSync(shipped(`${name}.gz`)).toString()).toBe(true)
  })

  it('differs with the seed and keeps to the plan', () => {
    const plan = { users: 20, days: 30, visits: 3, exposures: 50, seed: 5 }
    const files = shopFiles(plan)
    expect(shopFiles(plan)).toEqual(files)
    expect(shopFiles({ ...plan, seed: 6 })['interactions.csv']).not.toBe(files['interactions.csv'])
    expect(files['users.csv'].trim().split('\n')).toHaveLength(21)
    expect(files['exposures.csv'].trim().split('\n')).toHaveLength(51)
  })

  it('logs true propensities: they sum to one over the banner, none below its uniform share', () => {
    const shop = makeShop(shopPlan)
    const banner = chooseBanner(shop)
    const policy = loggingPolicy(shop, banner, 2)
    expect(policy.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
    expect(Math.min(...policy)).toBeGreaterThanOrEqual(0.3 / banner.length)
  })
})
