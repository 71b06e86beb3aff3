import { defaultWorld, type PolicyPlan, type WorldPlan } from '../../main/contract/policy-plan.ts'
import { Checkbox, Select } from '../components/fields.tsx'
import { t, tCatalogue } from '../i18n/t.ts'
import { models } from '../state/catalogue.ts'
import { PlanNumberField, type PlanFieldsProps } from './plan-number.tsx'
import { setPart } from './plan-numbers.ts'
import { rewardTitle, slateIds, slateTitle, worldTitle } from './plan-words.ts'

type Drift = NonNullable<WorldPlan['drift']>['kind']

/** How long the simulation goes on, in which world, and how rewards arrive. */
export function SimulationFields({ plan, onPlan, hasLog }: PlanFieldsProps & { readonly hasLog: boolean }) {
  const both = { plan, onPlan }
  return (
    <>
      <PlanNumberField
        {...both}
        name="rounds"
        hint={t('A round shows one visitor something and sees whether it pays.')}
      />
      <PlanNumberField {...both} name="repeats" hint={t('Each repeat has its own luck; the bands come from them.')} />
      <WorldFields {...both} hasLog={hasLog} />
      <PlanNumberField {...both} name="delay" hint={t('Rounds until a reward becomes known; 0: at once.')} />
      <PlanNumberField {...both} name="batch" hint={t('A policy learns after so many rounds; 1: after each.')} />
      <PlanNumberField
        {...both}
        name="warmStart"
        hint={t(
          'Rounds with arms chosen uniformly at random that a bandit learns beforehand; 0: it starts from nothing.',
        )}
      />
    </>
  )
}

function WorldFields({ plan, onPlan, hasLog }: PlanFieldsProps & { readonly hasLog: boolean }) {
  const world = plan.world ?? defaultWorld
  const both = { plan, onPlan }
  const set = (next: WorldPlan) => onPlan(setPart(plan, 'world', next))
  const { from, model: _, ...elsewhere } = world
  const known = (models.value ?? []).filter(({ abilities }) => abilities.ranks)
  const { drift, turnover, ...steady } = world
  return (
    <>
      <Select
        label={t('World')}
        hint={t('Where the truth of the simulation comes from.')}
        value={from ?? ''}
        options={[
          { value: '', label: hasLog ? t('as the data: the logged feedback') : t('as the data: the interactions') },
          { value: 'log', label: worldTitle('log') },
          { value: 'feedback', label: worldTitle('feedback'), disabled: !hasLog },
          { value: 'shop', label: worldTitle('shop') },
          { value: 'model', label: worldTitle('model') },
        ]}
        onChange={(source) =>
          set(source === '' ? elsewhere : { ...elsewhere, from: source as NonNullable<WorldPlan['from']> })
        }
      />
      {from === 'model' && (
        <Select
          label={t('Model')}
          hint={t(
            'Its scores, fitted to the log, are the truth; it should not be among the policies that are compared.',
          )}
          value={world.model ?? ''}
          {...(world.model ? {} : { problem: t('Name the model whose scores are the truth.') })}
          options={[
            { value: '', label: t('Choose a model') },
            ...known.map(({ id, title }) => ({ value: id, label: tCatalogue(title) })),
          ]}
          onChange={(id) => set({ ...elsewhere, from, ...(id ? { model: id } : {}) })}
        />
      )}
      <PlanNumberField
        {...both}
        name="world.arms"
        hint={t('Items that can be shown: the most frequent ones of the data.')}
      />
      <PlanNumberField
        {...both}
        name="world.visitors"
        hint={t('People with tastes of their own; one of them comes in each round.')}
      />
      <Select
        label={t('Reward')}
        hint={t('What a shown item pays.')}
        value={world.reward}
        options={(['click', 'conversion', 'revenue', 'mixed'] as const).map((value) => ({
          value,
          label: rewardTitle(value),
        }))}
        onChange={(reward) => set({ ...world, reward: reward as WorldPlan['reward'] })}
      />
      {world.reward === 'mixed' && (
        <>
          <PlanNumberField {...both} name="world.mix.click" hint={t('Reward of a click.')} />
          <PlanNumberField {...both} name="world.mix.conversion" hint={t('Reward of a purchase after a click.')} />
          <PlanNumberField {...both} name="world.mix.revenue" hint={t('Times the price of what was bought.')} />
        </>
      )}
      <Select
        label={t('Drift')}
        hint={t('Whether tastes change while a policy learns.')}
        value={drift?.kind ?? ''}
        options={[
          { value: '', label: t('none: tastes stay') },
          { value: 'abrupt', label: t('abrupt: at every change items trade places') },
          { value: 'gradual', label: t('gradual: they move there all the time') },
        ]}
        onChange={(kind) =>
          set({
            ...steady,
            ...(turnover ? { turnover } : {}),
            ...(kind ? { drift: { every: drift?.every ?? 1000, kind: kind as Drift } } : {}),
          })
        }
      />
      {drift && (
        <PlanNumberField {...both} name="world.drift.every" hint={t('A change is complete after so many rounds.')} />
      )}
      <Checkbox
        label={t('Arms come and go')}
        checked={turnover !== undefined}
        onChange={(on) =>
          set({ ...steady, ...(drift ? { drift } : {}), ...(on ? { turnover: { every: 500, arms: 5 } } : {}) })
        }
      />
      {turnover && (
        <>
          <PlanNumberField
            {...both}
            name="world.turnover.every"
            hint={t('After each such span arms leave and new ones arrive.')}
          />
          <PlanNumberField
            {...both}
            name="world.turnover.arms"
            hint={t('How many leave, and how many arrive, at a time.')}
          />
        </>
      )}
      <PlanNumberField
        {...both}
        name="world.positions"
        hint={t('Items shown at once, one below the other; 1: no slate.')}
      />
      {world.positions > 1 && <SlateFields {...both} />}
    </>
  )
}

function SlateFields({ plan, onPlan }: PlanFieldsProps) {
  const world = plan.world ?? defaultWorld
  const { clicks, ...others } = world
  const { slates = [] } = plan
  return (
    <>
      <PlanNumberField
        plan={plan}
        onPlan={onPlan}
        name="world.examination"
        hint={t('Probability that a visitor who looked at a place looks at the next.')}
      />
      <Select
        label={t('Clicks on a slate')}
        hint={t('How many of the items shown at once can be clicked.')}
        value={clicks ?? 'position'}
        options={[
          { value: 'position', label: t('each place looked at, on its own') },
          { value: 'cascade', label: t('one: people stop at the first click') },
        ]}
        onChange={(kind) => onPlan(setPart(plan, 'world', kind === 'cascade' ? { ...others, clicks: kind } : others))}
      />
      <fieldset class="estimator-list">
        <legend class="field-label">{t('Policies for slates')}</legend>
        {slateIds.map((id) => (
          <Checkbox
            key={id}
            label={slateTitle(id)}
            checked={slates.some((one) => one.id === id)}
            onChange={(on) => {
              const next = on ? [...slates, { id, config: {} }] : slates.filter((one) => one.id !== id)
              onPlan(setPart(plan, 'slates', next.length ? next : undefined))
            }}
          />
        ))}
      </fieldset>
    </>
  )
}

/** The simulation in a few words. */
export function describeSimulation(plan: PolicyPlan): string {
  const { arms, drift, turnover, positions } = plan.world ?? defaultWorld
  return [
    t('{rounds} rounds × {repeats}', { rounds: plan.rounds, repeats: plan.repeats }),
    t('{arms} arms', { arms }),
    drift && t('drift'),
    turnover && t('turnover'),
    positions > 1 && t('slates of {positions}', { positions }),
    plan.delay && t('delay'),
  ]
    .filter(Boolean)
    .join(', ')
}
