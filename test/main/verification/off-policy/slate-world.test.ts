import { describe, expect, it } from 'vitest'
import { trueSlateValue } from '../../../../main/verification/off-policy/slate-world.ts'

const small = { n: 20, n_unique_action: 3, len_list: 2, click_model: null, random_state: 1 }

describe('the worlds of slates', () => {
  it('pay between nothing and one for each place', () => {
    for (const structure of ['standard_additive', 'cascade_additive', 'standard_decay', 'cascade_decay', 'independent'])
      for (const factorizable of [true, false]) {
        const value = trueSlateValue({ ...small, reward_structure: structure, is_factorizable: factorizable })
        expect(value).toBeGreaterThan(0)
        expect(value).toBeLessThan(2)
      }
  })

  it('pay less where visitors tire', () => {
    const plain = { ...small, reward_structure: 'independent', is_factorizable: false }
    const free = trueSlateValue(plain)
    expect(trueSlateValue({ ...plain, click_model: 'pbm' })).toBeLessThan(free)
    expect(trueSlateValue({ ...plain, click_model: 'cascade' })).toBeLessThan(free)
  })
})
