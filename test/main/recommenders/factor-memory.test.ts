import { describe, expect, it } from 'vitest'
import { refuseManyFactors } from '../../../main/recommenders/factor-memory.ts'
import { refuseLargeBasis } from '../../../main/recommenders/spectral-memory.ts'
import { generateLog } from '../../fixtures/logs.ts'

describe('memory of factors', () => {
  const log = generateLog()

  it('refuses what cannot fit in a sentence with the numbers', () => {
    const huge = { users: 4_000_000_000, items: 1_000_000 }
    expect(() => refuseManyFactors(huge, 64, 28, 'BPR')).toThrow(
      /BPR with 64 factors of 4,000,000,000 users and 1,000,000 items takes [\d,.]+ GB of memory, and [\d,.]+ GB are free/,
    )
    expect(() => refuseLargeBasis({ ...log, users: 2e9, items: 3e9 }, 256, 'GF-CF')).toThrow(
      /GF-CF with 256 factors on 2,000,000,000 users and 3,000,000,000 items takes [\d,.]+ GB/,
    )
  })

  it('lets a small log through', () => {
    refuseManyFactors(log, 64, 28, 'BPR')
    refuseLargeBasis(log, 4096, 'GF-CF')
  })
})
