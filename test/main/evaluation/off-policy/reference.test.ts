import { describe, expect, it } from 'vitest'
import {
  noBounds,
  perRoundValues,
  valueOf,
  type Bounds,
  type Estimator,
  type LoggedRounds,
} from '../../../../main/evaluation/off-policy/estimator.ts'
import { directMethod } from '../../../../main/evaluation/off-policy/direct-method.ts'
import {
  doublyRobust,
  selfNormalisedDoublyRobust,
  shrunkDoublyRobust,
  subGaussianDoublyRobust,
  subGaussianIps,
  switchDoublyRobust,
} from '../../../../main/evaluation/off-policy/doubly-robust.ts'
import { ips, snips } from '../../../../main/evaluation/off-policy/ips.ts'
import { lowerBounds, momentsOf } from '../../../../main/evaluation/off-policy/lower-bounds.ts'
import { replay } from '../../../../main/evaluation/off-policy/replay.ts'
import { effectiveSample, largestWeight } from '../../../../main/evaluation/off-policy/weights.ts'
import { bootstrap } from '../../../../main/evaluation/significance/bootstrap.ts'
import { Random } from '../../../../main/math/random.ts'
import { agrees, hasReference, referenceArray, referenceRows } from '../../../helpers/bandit-reference.ts'
import { loggedRounds, womenRounds, type PolicyName } from '../../../helpers/logged-rounds.ts'

/** The other library's name of an estimator, ours, and the bound that its λ sets. */
const names: Readonly<Record<string, { estimator: Estimator; bound?: keyof Bounds }>> = {
  ipw: { estimator: ips, bound: 'clip' },
  snipw: { estimator: snips },
  'sg-ipw': { estimator: subGaussianIps, bound: 'smoothing' },
  dm: { estimator: directMethod },
  dr: { estimator: doublyRobust, bound: 'clip' },
  sndr: { estimator: selfNormalisedDoublyRobust },
  'switch-dr': { estimator: switchDoublyRobust, bound: 'switchAt' },
  'dr-os': { estimator: shrunkDoublyRobust, bound: 'shrinkage' },
  'sg-dr': { estimator: subGaussianDoublyRobust, bound: 'smoothing' },
}

const rows = hasReference
  ? [...referenceRows('ope-synthetic.json'), ...referenceRows('obd-women.json')].map(([, row]) => row)
  : []
function roundsOf(id: string): LoggedRounds {
  const [data, policy] = id.split('.') as [string, string]
  const model = /q-\w+$/.exec(id)?.[0] ?? null
  return data === 'women' ? womenRounds(model) : loggedRounds(data, policy as PolicyName, model)
}

/** Rows of a kind whose log and policy are stored: all but those of the Bernoulli TS log, which is another file. */
const described = (kind: string) =>
  rows
    .filter(({ id }) => id.split('.')[2] === kind && !id.startsWith('women.bts') && !id.startsWith('embed'))
    .map((row) => [row.id, row] as const)

describe.skipIf(!hasReference)('the stored logs (skipped without ../shared/reference/bandits)', () => {
  it.each(described('values'))('%s: every estimator agrees', (id, row) => {
    const rounds = roundsOf(id)
    for (const [label, expected] of Object.entries(row.value as Record<string, number | string>)) {
      const [name, lambda] = label.split(' lambda=') as [string, string | undefined]
      const { estimator, bound } = names[name]!
      const bounds = bound && lambda !== undefined ? { ...noBounds, [bound]: Number(lambda) } : noBounds
      const value = valueOf(estimator.terms(rounds, bounds))
      // 0 / 0 where a weight is 0 and λ is at its end: the limit is what we give
      if (expected === 'NaN') expect(value, label).toSatisfy(Number.isFinite)
      else expect(agrees(value, expected as number, row.tolerance), `${label}: ${value} for ${expected}`).toBe(true)
    }
  })

  it.each(described('weights'))('%s: weights and effective sample agree', (id, row) => {
    const { weight } = roundsOf(id)
    const { ess, max } = row.value as { ess: number; max: number }
    expect(agrees(effectiveSample(weight), ess, row.tolerance)).toBe(true)
    expect(agrees(largestWeight(weight), max, row.tolerance)).toBe(true)
  })

  it.each(described('interval'))('%s: moments and lower bounds agree', (id, row) => {
    const values = perRoundValues(names[id.split('.')[3]!]!.estimator.terms(roundsOf(id), noBounds))
    const expected = row.value as Record<string, number>
    const { mean, variance } = momentsOf(values)
    const actual: Record<string, number> = { per_round_mean: mean, per_round_sd_ddof1: Math.sqrt(variance) }
    for (const delta of [0.05, 0.1]) {
      actual[`hoeffding_lower delta=${delta}`] = lowerBounds.hoeffding(values, delta)
      actual[`bernstein_lower delta=${delta}`] = lowerBounds.bernstein(values, delta)
      actual[`student_t_lower delta=${delta}`] = lowerBounds.student(values, delta)
    }
    for (const [name, value] of Object.entries(actual))
      expect(agrees(value, expected[name]!, row.tolerance), `${name}: ${value} for ${expected[name]}`).toBe(true)
  })

  it.each(['syn-12345', 'syn-1', 'syn-2', 'hard-3', 'deficient-4'])('%s: replay agrees', (data) => {
    const row = referenceRows('ope-synthetic.json').get(`${data}.replay`)!
    const { value, matches } = row.value as { value: number | string; matches: number }
    const rounds = loggedRounds(data, 'deterministic', null)
    expect(rounds.matched.reduce((sum, match) => sum + match, 0)).toBe(matches)
    const actual = valueOf(replay.terms(rounds, noBounds))
    if (typeof value === 'number') expect(agrees(actual, value, row.tolerance)).toBe(true)
    else expect(actual).toBeNaN()
  })

  it.each(['syn-1', 'hard-3'])('%s: bootstrap bounds lie within 0.15 standard errors', (data) => {
    const rounds = loggedRounds(data, 'softmax', null)
    const values = perRoundValues(ips.terms(rounds, noBounds))
    const row = referenceRows('ope-synthetic.json').get(`${data}.softmax.bootstrap.ipw`)!
    const expected = (row.value as Record<string, Record<string, number>>)['1000']!
    const [interval] = bootstrap(
      values.length,
      [(draws) => values.reduce((sum, value, i) => sum + value * draws[i]!, 0) / values.length],
      new Random('bootstrap'),
    )
    const error = Math.sqrt(momentsOf(values).variance / values.length)
    expect(Math.abs(interval!.low - expected['95.0% CI (lower)']!)).toBeLessThan(0.3 * error)
    expect(Math.abs(interval!.high - expected['95.0% CI (upper)']!)).toBeLessThan(0.3 * error)
  })

  it('normalises after clipping as balanced IPW does', () => {
    for (const data of ['syn-1', 'syn-2', 'hard-3']) {
      const row = referenceRows('ope-synthetic.json').get(`${data}.b-ipw`)!
      const reward = referenceArray(`${data}.reward`)
      const weight = referenceArray(`${data}.est_weight`)
      const rounds = { reward, weight, matched: reward, model: null }
      for (const [lambda, expected] of Object.entries(row.value as Record<string, number>)) {
        const value = valueOf(snips.terms(rounds, { ...noBounds, clip: Number(lambda) }))
        expect(agrees(value, expected, row.tolerance), `${data} ${lambda}`).toBe(true)
      }
    }
  })
})
