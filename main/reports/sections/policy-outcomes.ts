import type { AbTestResult, LoopCurves, PolicyResult, PolicySimulation } from '../../contract/api/policies.ts'
import { formatCount, formatNumber } from '../../figures/format.ts'
import type { Translate } from '../../figures/words.ts'
import { cell, column, type Block, type ReportCell } from '../document.ts'
import type { Context } from '../input.ts'

/** What policies did in simulated worlds, as tables: rewards and regret, feedback loops, A/B tests. */
export const policyOutcomes = ({ results, t }: Context): Block[] => [
  ...simulations(results.policies, t),
  ...loops(results.policies, t),
  ...abTests(results.abTests ?? [], t),
]

function simulations(policies: readonly PolicyResult[], t: Translate): Block[] {
  const simulated = policies.flatMap((policy) => (policy.simulation ? [{ policy, simulation: policy.simulation }] : []))
  if (simulated.length === 0) return []
  return [
    {
      kind: 'table',
      id: 'simulation',
      caption: t('Rewards and regret after {rounds} simulated rounds', {
        rounds: formatCount(simulated[0]!.simulation.rounds.at(-1) ?? 0),
      }),
      columns: [
        column(t('Policy'), false),
        column(t('Mean reward')),
        column(t('95 % interval')),
        column(t('Regret')),
        column(t('95 % interval')),
      ],
      rows: simulated.map(({ policy, simulation }) => [
        { text: policy.label, family: policy.family },
        cell(formatNumber(simulation.meanReward, 4), simulation.meanReward),
        range(simulation.rewardLow?.at(-1), simulation.rewardHigh?.at(-1), 4),
        cell(formatNumber(last(simulation, 'regret'), 1), last(simulation, 'regret')),
        range(last(simulation, 'low'), last(simulation, 'high'), 1),
      ]),
    },
  ]
}

const last = (simulation: PolicySimulation, curve: 'regret' | 'low' | 'high') => simulation[curve].at(-1) ?? 0

const range = (low: number | undefined, high: number | undefined, digits: number): ReportCell =>
  low === undefined || high === undefined || low === high
    ? cell('–', null)
    : cell(`${formatNumber(low, digits)} – ${formatNumber(high, digits)}`, [low, high])

function loops(policies: readonly PolicyResult[], t: Translate): Block[] {
  const looped = policies.flatMap(({ label, family, loop }) => (loop ? [{ label, family, loop }] : []))
  if (looped.length === 0) return []
  const [{ loop }] = looped as [(typeof looped)[number]]
  const rows: { readonly name: ReportCell; readonly curves: LoopCurves }[] = looped.map((one) => ({
    name: { text: one.label, family: one.family },
    curves: one.loop,
  }))
  if (loop.chance) rows.push({ name: cell(t('shown by chance')), curves: loop.chance })
  const change = (curve: readonly number[]) =>
    cell(`${formatNumber(curve[0] ?? null, 3)} → ${formatNumber(curve.at(-1) ?? null, 3)}`, [
      curve[0] ?? 0,
      curve.at(-1) ?? 0,
    ])
  return [
    {
      kind: 'table',
      id: 'feedback-loop',
      caption: t('Feedback loop over {rounds} rounds: from the first to the last', {
        rounds: formatCount(loop.rounds.at(-1) ?? 0),
      }),
      columns: [
        column(t('Policy'), false),
        column(t('Reward')),
        column(t('Gini of exposure')),
        column(t('Coverage')),
        column(t('Similarity of lists')),
      ],
      rows: rows.map(({ name, curves }) => [
        name,
        change(curves.reward),
        change(curves.gini),
        change(curves.coverage),
        change(curves.similarity),
      ]),
    },
  ]
}

function abTests(tests: readonly AbTestResult[], t: Translate): Block[] {
  if (tests.length === 0) return []
  const signed = ({ value, low, high }: AbTestResult['difference']) =>
    cell(`${formatNumber(value, 4)} (${formatNumber(low, 4)} – ${formatNumber(high, 4)})`, value)
  const notes = tests.flatMap(({ a, b, sampleRatio }) => (sampleRatio.note ? [`${a} – ${b}: ${sampleRatio.note}`] : []))
  return [
    {
      kind: 'table',
      id: 'ab-tests',
      caption: t('Simulated A/B tests: B − A, with intervals'),
      columns: [
        column('A', false),
        column('B', false),
        column(t('Visitors')),
        column('B − A'),
        column('p'),
        column(t('With CUPED')),
        column(t('Interleaved, share of B')),
        column(t('Verdict'), false),
      ],
      rows: tests.map(({ a, b, visitors, difference, adjusted, interleaving, verdict }) => [
        cell(a),
        cell(b),
        cell(`${formatCount(visitors.a)} + ${formatCount(visitors.b)}`, visitors.a + visitors.b),
        signed(difference),
        cell(difference.p < 0.001 ? '< 0.001' : difference.p.toFixed(3), difference.p),
        adjusted ? signed(adjusted) : cell('–', null),
        interleaving ? cell(formatNumber(interleaving.preference, 3), interleaving.preference) : cell('–', null),
        cell(t(verdict)),
      ]),
    },
    ...notes.map((text) => ({ kind: 'warning', text }) as const),
  ]
}
