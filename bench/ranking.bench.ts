import { it } from 'vitest'
import { Random } from '../main/math/random.ts'
import { topK } from '../main/math/top-k.ts'

it('select the best 20 of a row of 40,000 scores', async ({ bench }) => {
  const random = new Random('bench')
  const scores = Float32Array.from({ length: 40_000 }, () => random.normal())
  const equal = new Float32Array(40_000)
  await bench.compare(
    bench('topK, distinct scores', () => void topK(scores, 20, 1)),
    bench('topK, equal scores', () => void topK(equal, 20, 1)),
    bench('sorting the row', () => void scores.slice().sort()),
  )
})
