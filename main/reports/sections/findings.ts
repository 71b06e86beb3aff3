import { rankModels } from '../../figures/comparison.ts'
import { findings } from '../../figures/findings.ts'
import { formatCount, formatMetric, metricTitle } from '../../figures/format.ts'
import type { Block } from '../document.ts'
import { ranksModels, type Context } from '../input.ts'

/** What the numbers say, and what to know before quoting them. */
export function findingsSection(context: Context): Block[] {
  const { results, metric, t } = context
  if (!ranksModels(context)) return [{ kind: 'paragraph', text: findPolicies(context) }]
  const found = findings(results, metric)
  const said = found.filter(({ severity }) => severity === 'finding').map(({ key, values }) => t(key, values))
  const coverage = Object.keys(results.models[0]?.metrics ?? {}).find((name) => name.startsWith('coverage'))
  const leaders = rankModels(results, metric).filter(({ best, tied }) => best || tied)
  const broadest =
    coverage && leaders.length > 1
      ? rankModels({ ...results, models: leaders.map(({ model }) => model) }, coverage)[0]
      : undefined
  const text = [
    ...said,
    ...(broadest?.value
      ? [
          t('Among the leaders, {a} shows most of the catalogue: {metric} {value}.', {
            a: broadest.model.label,
            metric: metricTitle(coverage!),
            value: formatMetric(broadest.value.mean, coverage!),
          }),
        ]
      : []),
  ]
  const warnings = found.filter(({ severity }) => severity === 'warning')
  return [
    { kind: 'paragraph', text: text.length ? text.join(t(' ')) : t('No model has a value yet.') },
    ...warnings.map(({ id, key, values }): Block => {
      const sentence = t('{sentence}.', { sentence: t(key, values) })
      return {
        kind: 'warning',
        text:
          id === 'leak'
            ? `${sentence}${t(' ')}${t('Read these numbers as a comparison of models, not as a forecast.')}`
            : sentence,
      }
    }),
  ]
}

/** Of a run that ranks nothing: who earned most in the simulation. */
function findPolicies({ results, t }: Context): string {
  const simulated = results.policies.flatMap(({ label, simulation }) => (simulation ? [{ label, simulation }] : []))
  const [best] = simulated.sort((a, b) => b.simulation.meanReward - a.simulation.meanReward)
  const alone = t('The models were valued as policies; nothing was ranked.')
  if (!best) return alone
  const { rounds, meanReward, regret } = best.simulation
  const said = t(
    'In the simulation {a} earned most: a mean reward of {reward} over {rounds} rounds, a regret of {regret}.',
    {
      a: best.label,
      reward: meanReward.toFixed(3),
      rounds: formatCount(rounds.at(-1) ?? 0),
      regret: (regret.at(-1) ?? 0).toFixed(0),
    },
  )
  return `${said}${t(' ')}${alone}`
}
