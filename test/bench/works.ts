import type { Work } from '../../bench/work.ts'

/** A row that no side runs: for what is made of measurements. */
export const workOf = (given: Partial<Work> = {}): Work => ({
  id: 'made/up',
  title: 'Nothing',
  data: ['none'],
  times: 'nothing',
  goal: 1.5,
  settings: { factors: 2 },
  peer: { environment: 'absent', script: 'absent', work: 'absent', title: 'absent 1.0' },
  ours: 'Recbench has no such model yet.',
  ...given,
})

export const sideOf = (median: number, cpu = median) => ({
  ...{ median, cpu, smallest: median / 2, largest: 2 * median, first: 3 * median },
  ...{ repetitions: 3, quality: { 'ndcg@10': 0.25 }, bytes: 5e6 },
})
