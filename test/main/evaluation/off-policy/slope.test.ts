import { describe, expect, it } from 'vitest'
import { findEstimator } from '../../../../main/evaluation/off-policy/all.ts'
import { noBounds, type Bounds } from '../../../../main/evaluation/off-policy/estimator.ts'
import { selectBySlope, tryCandidates } from '../../../../main/evaluation/off-policy/slope.ts'
import { agrees, hasReference, referenceRows } from '../../../helpers/bandit-reference.ts'
import { loggedRounds, type PolicyName } from '../../../helpers/logged-rounds.ts'

describe('SLOPE', () => {
  it('takes the narrowest candidate when all agree', () => {
    const candidates = [1, 2, 3].map((lambda) => ({ lambda, value: 0.5, width: lambda / 100 }))
    expect(selectBySlope(candidates).lambda).toBe(1)
  })

  it('stops before the first that contradicts a wider one', () => {
    const candidates = [
      { lambda: 1, value: 0.1, width: 0.01 },
      { lambda: 5, value: 0.48, width: 0.02 },
      { lambda: Infinity, value: 0.5, width: 0.05 },
    ]
    expect(selectBySlope(candidates).lambda).toBe(5)
  })

  it('takes the only candidate', () => {
    expect(selectBySlope([{ lambda: 7, value: 0, width: 0 }]).lambda).toBe(7)
  })

  const names: Record<string, [string, keyof Bounds]> = {
    ipw: ['ips', 'clip'],
    'sg-ipw': ['sg-ips', 'smoothing'],
    dr: ['dr', 'clip'],
    'switch-dr': ['switch-dr', 'switchAt'],
    'dr-os': ['dros', 'shrinkage'],
    'sg-dr': ['sg-dr', 'smoothing'],
  }
  const tuned = hasReference
    ? [...referenceRows('ope-synthetic.json').values()]
        .filter(({ id }) => id.includes('.tuned.'))
        .map((row) => [row.id, row] as const)
    : []

  it.skipIf(!hasReference).each(tuned)('%s: chooses what the stored runs chose', (id, row) => {
    const [data, policy] = id.split('.') as [string, PolicyName]
    const model = /q-\w+$/.exec(id)?.[0] ?? null
    const grids = (row.config as { lambdas: Record<'clip' | 'sg', (number | string)[]> }).lambdas
    for (const [name, expected] of Object.entries(
      row.value as Record<string, { value: number; theta: Record<string, number>; cnf: Record<string, number> }>,
    )) {
      if (!name.endsWith(' slope')) continue
      const [ours, bound] = names[name.slice(0, -' slope'.length)]!
      const grid = (bound === 'smoothing' ? grids.sg : grids.clip).map(Number)
      const candidates = tryCandidates(findEstimator(ours), loggedRounds(data, policy, model), noBounds, bound, grid)
      Object.values(expected.theta).forEach((theta, i) =>
        expect(agrees(candidates[i]!.value, theta, row.tolerance), name).toBe(true),
      )
      Object.values(expected.cnf).forEach((width, i) =>
        expect(agrees(candidates[i]!.width, width, row.tolerance), name).toBe(true),
      )
      expect(
        agrees(selectBySlope(candidates).value, expected.value, row.tolerance),
        `${name}: ${selectBySlope(candidates).lambda}`,
      ).toBe(true)
    }
  })
})
