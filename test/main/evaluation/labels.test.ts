import { describe, expect, it } from 'vitest'
import { labelModels } from '../../../main/evaluation/labels.ts'

describe('labelModels', () => {
  it('is the id, with settings where an id occurs twice, with a number where those are equal too', () => {
    const labels = labelModels({
      models: [
        { id: 'ease', config: { regularization: 10 } },
        { id: 'ease', config: {} },
        { id: 'ease', config: {} },
        { id: 'ials', config: { factors: 8 } },
      ],
    })
    expect(labels).toEqual(['ease (regularization 10)', 'ease', 'ease #2', 'ials'])
  })
  it('shows ranges by their ends and candidates between bars', () => {
    const range = { from: 1, to: 1000, scale: 'log' as const }
    const labels = labelModels({
      models: [
        { id: 'ease', config: { regularization: range } },
        { id: 'ease', config: { form: ['users', 'items'] } },
      ],
    })
    expect(labels).toEqual(['ease (regularization 1–1000)', 'ease (form users|items)'])
  })
})
