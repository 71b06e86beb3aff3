import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { lightGcn } from '../../../../main/recommenders/collaborative/light-gcn.ts'
import { behavesLikeRecommender, contextOf } from '../../../conformance/recommender.ts'
import { generateLog } from '../../../fixtures/logs.ts'

const small = { factors: 12, epochs: 20, learningRate: 0.02, batchSize: 512 }
const configOf = (given: Record<string, number>) => parseConfiguration('light-gcn', lightGcn.settings, given)

describe('light-gcn', () => {
  behavesLikeRecommender(lightGcn, { config: small, boardConfig: { layers: 1, epochs: 200 }, ndcgAt10: [0.43, 0.54] })

  it('begins near ln 2, the loss of chance, and lowers it', async () => {
    const losses: number[] = []
    await lightGcn.train(generateLog(), configOf(small), contextOf({ loss: (_, training) => losses.push(training) }))
    expect(losses).toHaveLength(20)
    expect(losses[0]).toBeLessThan(Math.LN2 + 0.01)
    expect(losses[19]).toBeLessThan(losses[0]! / 2)
  })
})
