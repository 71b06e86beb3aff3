import { describe, expect, it } from 'vitest'
import type { Feedback } from '../../../../main/evaluation/policies/describe-log.ts'
import { constantPolicy } from '../../../../main/evaluation/policies/logged-policy.ts'
import { estimatePropensities } from '../../../../main/evaluation/policies/logging-model.ts'
import { valuePolicy } from '../../../../main/evaluation/policies/value-policy.ts'
import { makeFeedback } from '../../../helpers/feedback.ts'

const { signal } = new AbortController()
const rates = [0.1, 0.3, 0.6]
const better = Float64Array.of(0.1, 0.2, 0.7)
const truth = 0.1 * 0.1 + 0.2 * 0.3 + 0.7 * 0.6

const valued = (feedback: Feedback, ...estimators: string[]) =>
  valuePolicy(feedback, constantPolicy(better), { estimators, clip: null }, 7, signal).then(
    ({ estimates }) => estimates,
  )

/** Visits of two rounds each, the second position without the item of the first, propensities given it. */
function makeVisits(visits: number): Feedback {
  const made = makeFeedback({ rounds: 2 * visits, rates })
  const { action, reward, propensity, position } = made.columns
  const single = makeFeedback({ rounds: 2 * visits, rates, seed: 2 })
  for (let visit = 0; visit < visits; visit++) {
    const [first, second] = [2 * visit, 2 * visit + 1]
    position[second] = 1
    propensity[first] = 1 / 3
    propensity[second] = 1 / 2
    const rest = [0, 1, 2].filter((a) => a !== action[first])
    action[second] = rest[single.columns.context![second]! > 0 ? 0 : 1]!
    reward[second] = single.columns.action[first] === 0 && action[second] === 2 ? 1 : 0
  }
  const slate = Int32Array.from({ length: 2 * visits }, (_, round) => Math.floor(round / 2))
  return { log: { ...made.log, positions: 2, slates: visits }, columns: { ...made.columns, slate } }
}

describe('what items have in common', () => {
  it('makes the weights of MIPS: items of one category weigh alike', async () => {
    const feedback = makeFeedback({ rounds: 6000, rates: [0.2, 0.2, 0.6] })
    const attributes = [{ name: 'category', categories: [0, 0, 1] }]
    const [mips, snmips, ips] = await valued(
      { ...feedback, log: { ...feedback.log, attributes } },
      'mips',
      'snmips',
      'ips',
    )
    const expected = 0.3 * 0.2 + 0.7 * 0.6
    expect(mips!.value).toBeCloseTo(expected, 1)
    expect(snmips!.value).toBeCloseTo(expected, 1)
    expect(mips!.effectiveSample).toBeGreaterThan(ips!.effectiveSample)
    expect(mips!.note).toContain('Weighs by category, chosen by SLOPE: 2 groups of 3 items.')
  })

  it('is asked for where nothing is known', async () => {
    const [mips] = await valued(makeFeedback({ rounds: 200, rates }), 'mips')
    expect(mips!.value).toBeNull()
    expect(mips!.note).toContain('nothing of the kind is known of the 3 items of "made": join a table of items')
  })

  it('rests on a model of the log where the log is not uniform', async () => {
    const feedback = makeFeedback({ rounds: 6000, rates: [0.2, 0.2, 0.6], logging: [0.5, 0.2, 0.3] })
    const attributes = [{ name: 'category', categories: [0, 0, 1] }]
    const [mips] = await valued({ ...feedback, log: { ...feedback.log, attributes } }, 'mips')
    expect(Math.abs(mips!.value! - (0.3 * 0.2 + 0.7 * 0.6))).toBeLessThan(0.05)
    expect(mips!.note).toContain('estimated by a multinomial logistic regression')
  })
})

describe('visits', () => {
  it('are valued as lists, per item shown', async () => {
    const estimates = await valued(makeVisits(4000), 'sips', 'iips', 'rips', 'snsips', 'sniips', 'snrips', 'cascade-dr')
    // First position: the truth of one item. Second: a third of the rounds pay where item 2 stands there, which follows items 0 and 1.
    const second = (0.1 * (0.7 / 0.9) + 0.2 * (0.7 / 0.8)) / 3
    for (const { estimator, value, low, high, note } of estimates) {
      const band = estimator.endsWith('iips') ? 0.1 : 0.025
      expect(Math.abs(value! - (truth + second) / 2), estimator).toBeLessThan(band)
      expect(low!, estimator).toBeLessThan(value!)
      expect(high!, estimator).toBeGreaterThan(value!)
      expect(note, estimator).toContain('4,000 visits show 2 each')
    }
  })

  it('need a column that names them', async () => {
    const [sips] = await valued(makeFeedback({ rounds: 200, rates }), 'sips')
    expect(sips!.value).toBeNull()
    expect(sips!.note).toContain('does not say which rounds belong to one visit: give the role query')
  })

  it('show one item at a position', async () => {
    const feedback = makeVisits(50)
    feedback.columns.position.fill(0)
    const [rips] = await valued(feedback, 'rips')
    expect(rips!.note).toContain('shows two items at position 1')
  })
})

describe('estimated propensities', () => {
  it('come close to the logged ones and carry a warning', async () => {
    const feedback = makeFeedback({ rounds: 6000, rates, logging: [0.5, 0.3, 0.2] })
    const estimated = await estimatePropensities(feedback, 1, signal)
    for (let round = 0; round < 50; round++)
      expect(Math.abs(estimated.columns.propensity[round]! - feedback.columns.propensity[round]!)).toBeLessThan(0.05)
    const [ips, replay] = await valued(estimated, 'snips', 'replay')
    expect(Math.abs(ips!.value! - truth)).toBeLessThan(0.05)
    expect(ips!.note).toContain('The propensities were estimated, not logged.')
    expect(replay!.note).toContain('the propensities of this one were estimated')
  })

  it('are shares per position without context', async () => {
    const { log, columns } = makeFeedback({ rounds: 600, rates, logging: [0.5, 0.3, 0.2] })
    const plain = { log: { ...log, contextSize: 0 }, columns: { ...columns, context: null } }
    const { estimated, columns: found } = await estimatePropensities(plain, 1, signal)
    expect(estimated).toContain('estimated by how often the log shows each item')
    expect(Math.abs(found.propensity[0]! - columns.propensity[0]!)).toBeLessThan(0.1)
  })
})

describe('support', () => {
  it('names what the policy wants and the log hardly shows', async () => {
    const feedback = makeFeedback({ rounds: 3000, rates, logging: [0.6, 0.4, 0] })
    const { support } = await valuePolicy(
      feedback,
      constantPolicy(better),
      { estimators: ['ips'], clip: null },
      7,
      signal,
    )
    expect(support).toMatchObject({ unsupportedShare: expect.closeTo(0.7, 9) as number, unsupportedActions: 1 })
    expect(support!.note).toContain('70 % of what the policy shows falls on an item that fewer than 10 rounds')
  })
})
