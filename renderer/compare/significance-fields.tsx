import {
  corrections,
  defaultSignificance,
  significanceTests,
  type Correction,
  type SignificanceTest,
} from '../../main/contract/experiment.ts'
import { correctionTitles, testTitles } from '../../main/figures/significance.ts'
import { Select } from '../components/fields.tsx'
import { t } from '../i18n/t.ts'
import type { Draft } from './draft.ts'

const usualLevels = [0.1, 0.05, 0.01, 0.001]

interface SignificanceProps {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
}

/** How models are compared with the best one, how that is corrected for many comparisons, and what counts as significant. */
export function SignificanceFields({ draft, change }: SignificanceProps) {
  const plan = draft.significance ?? defaultSignificance
  return (
    <>
      <Select
        inline
        label={t('Significance test')}
        value={plan.test}
        options={significanceTests.map((value) => ({ value, label: t(testTitles[value]) }))}
        onChange={(test) => change({ significance: { ...plan, test: test as SignificanceTest } })}
        hint={t('Of every model against the best, user by user.')}
      />
      <Select
        inline
        label={t('Correction')}
        value={plan.correction}
        options={corrections.map((value) => ({ value, label: t(correctionTitles[value]) }))}
        onChange={(correction) => change({ significance: { ...plan, correction: correction as Correction } })}
      />
      <Select
        inline
        label={t('Significance level')}
        value={String(plan.level)}
        options={[...new Set([...usualLevels, plan.level])]
          .sort((a, b) => b - a)
          .map((level) => ({ value: String(level), label: String(level) }))}
        onChange={(level) => change({ significance: { ...plan, level: Number(level) } })}
      />
    </>
  )
}
