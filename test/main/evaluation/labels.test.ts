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
})
