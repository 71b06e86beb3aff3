import { expect, it } from 'vitest'
import { sequenceWorlds } from '../../../main/evaluation/policies/sequences/all.ts'
import { clickModels } from '../../../main/evaluation/policies/slates/all.ts'
import { sequenceAlgorithms } from '../../../main/recommenders/bandits/sequences/all.ts'
import { slateAlgorithms } from '../../../main/recommenders/bandits/slates/all.ts'
import { catalogueZh } from '../../../renderer/i18n/catalogue-zh.ts'

it('the catalogues of sequences and slates have Chinese for every summary and every help', () => {
  const entries = [...sequenceAlgorithms, ...slateAlgorithms, ...sequenceWorlds, ...clickModels]
  const sentences = entries.flatMap(({ summary, settings }) => [
    summary,
    ...Object.values(settings).map(({ help }) => help),
  ])
  expect([...new Set(sentences)].filter((sentence) => catalogueZh[sentence] === undefined)).toEqual([])
})
