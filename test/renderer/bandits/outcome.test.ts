import { afterEach, describe, expect, it } from 'vitest'
import { defaultWorld } from '../../../main/contract/policy-plan.ts'
import { effectText, verdictText } from '../../../renderer/bandits/effect-text.ts'
import { describeRanking, rankingFor } from '../../../renderer/bandits/describe-ranking.ts'
import { describeWorld } from '../../../renderer/bandits/describe-world.ts'
import { standardPlan } from '../../../renderer/bandits/policy-draft.ts'
import { language } from '../../../renderer/i18n/t.ts'
import { abTest, policyResults } from '../../fixtures/policies.ts'

afterEach(() => void (language.value = 'en'))

const { policies } = policyResults
const ranking = policyResults.policyRanking!

describe('the ranking of policies', () => {
  it('says whether the first is told apart from the second, and how far the order can be trusted', () => {
    expect(describeRanking(ranking, policies)).toBe(
      'LinUCB is first by DR, but its interval overlaps that of UCB1: their order is not settled. ' +
        'Where the truth is known, this ranking agrees with it by 0.77 (rank correlation). ' +
        'Taking its first policy loses 0.012 a round against the truly best.',
    )
    const sure = { ...ranking, order: [0, 5], rankCorrelation: null, regret: null }
    expect(describeRanking(sure, policies)).toBe('LinUCB is first by DR; its interval lies above that of Random.')
    expect(describeRanking({ ...sure, regret: 0 }, policies)).toContain('Its first policy is the truly best one.')
    expect(describeRanking({ ...sure, order: [0] }, policies)).toBe('LinUCB alone has a value by DR.')
    expect(describeRanking({ ...sure, order: [] }, policies)).toBe('')
  })

  it('is that of the estimator in the table, otherwise the one to be trusted most', () => {
    const bySnips = { ...ranking, estimator: 'snips' }
    const all = { policyRanking: ranking, policyRankings: [bySnips] }
    expect(rankingFor(all, 'snips')).toBe(bySnips)
    expect(rankingFor(all, 'ips')).toBe(ranking)
    expect(rankingFor({}, 'ips')).toBeUndefined()
  })
})

describe('the simulated world', () => {
  it('is told in a line: its truth, what pays, and what makes it hard', () => {
    expect(describeWorld(standardPlan, 'shop')).toBe('click probabilities fitted to shop')
    const world = {
      ...defaultWorld,
      from: 'model',
      model: 'ease',
      positions: 3,
      drift: { kind: 'abrupt', every: 500 },
    } as const
    expect(describeWorld({ ...standardPlan, world, delay: 50 }, 'shop')).toBe(
      'truth: scores of ease, slates of 3, abrupt drift, rewards 50 rounds late',
    )
  })
})

describe('an effect of an A/B test', () => {
  it('has its sign, its interval and its p-value', () => {
    expect(effectText(abTest.difference)).toBe('+0.0109 (+0.0021 – +0.0197), p 0.01')
    language.value = 'zh'
    expect(effectText(abTest.adjusted!)).toBe('+0.0102（+0.0031 – +0.0173），p 0.005')
  })

  it('is decided for one of the two by its name', () => {
    expect(verdictText(abTest)).toBe('LinUCB is better.')
    expect(verdictText({ ...abTest, verdict: 'A is better.' })).toBe('Random is better.')
    language.value = 'zh'
    const open = 'No difference was shown; that does not show that there is none.'
    expect(verdictText({ ...abTest, verdict: open })).toBe('没有显示出差异；但这不说明没有差异。')
  })
})
