import { Play } from 'lucide-preact'
import { useEffect, useState } from 'preact/hooks'
import { openScreen } from '../app/navigate.ts'
import type { ScreenTab } from '../app/screens.ts'
import { call } from '../client/client.ts'
import { useModels } from '../compare/use-models.ts'
import { familyTitle } from '../compare/family-title.ts'
import { Button } from '../components/button.tsx'
import { FamilyMark } from '../components/family-mark.tsx'
import { Checkbox, NumberField, Select } from '../components/fields.tsx'
import { Panel, ScreenHeader } from '../components/layout.tsx'
import { Banner, EmptyState } from '../components/notice.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { language, t } from '../i18n/t.ts'
import { currentDataset, datasets } from '../state/datasets.ts'
import { recall, remember } from '../state/memory.ts'
import { report } from '../state/notices.ts'

const standard = ['random', 'popularity', 'ease', 'epsilon-greedy', 'ucb1', 'thompson', 'linucb']

/** Choose a log, policies and rounds; recommenders take part through their adapter. */
export function PolicySetUp({ tab }: { readonly tab: ScreenTab }) {
  const models = useModels()
  const [chosen, choose] = useState<readonly string[]>(standard)
  const [name, setName] = useState<string>()
  const [rounds, setRounds] = useState<number | null>(2000)
  const [repeats, setRepeats] = useState<number | null>(5)
  const [clip, setClip] = useState<number | null>(null)
  const [seed, setSeed] = useState<number | null>(2020)
  const [last, setLast] = useState<string>()
  useEffect(() => tab.setTitle(t('Bandits')), [language.value])
  useEffect(() => {
    void recall<string>('bandits-last').then((kept) => typeof kept === 'string' && setLast(kept))
  }, [])
  if (!models || !datasets.value) return <Skeleton rows={10} />
  if (!datasets.value.length)
    return (
      <EmptyState
        action={
          <Button variant="primary" onClick={() => openScreen('start')}>
            {t('Open a sample')}
          </Button>
        }
      >
        {t('Here you value policies from a log and in simulation. There is no data set in this workspace yet.')}
      </EmptyState>
    )
  const logs = datasets.value
  const log =
    logs.find((one) => one.name === name) ??
    logs.find(({ hasPropensities }) => hasPropensities) ??
    currentDataset.value!
  const picked = models.filter(({ id }) => chosen.includes(id))
  const problem = !picked.length
    ? t('Tick at least one policy.')
    : rounds === null || rounds < 1
      ? t('A simulation needs 1 or more rounds.')
      : repeats === null || repeats < 1
        ? t('A simulation needs 1 or more repeats.')
        : seed === null
          ? t('The seed is a whole number, 0 or more.')
          : undefined
  const start = async () => {
    const experiment = {
      data: { name: log.name },
      split: log.hasTimes ? { kind: 'time' as const, train: 0.8 } : { kind: 'ratio' as const, train: 0.8 },
      models: picked.map(({ id }) => ({ id })),
      metrics: ['ndcg@10', 'coverage@10'],
      policies: { rounds: rounds!, repeats: repeats!, clip },
      seed: seed!,
    }
    const { run } = await call('runs/start', {
      experiment: { prepare: [], profile: 'recbench', engine: 'local', backend: 'auto', ...experiment } as never,
      title: t('{count} policies on {data}', { count: picked.length, data: log.title }),
    })
    remember('bandits-last', run)
    openScreen('bandits', { run })
  }
  const families = [...new Set(models.map(({ family }) => family))]
  return (
    <div class="screen">
      <ScreenHeader
        title={t('New policy evaluation')}
        actions={
          <>
            {last !== undefined && (
              <Button variant="ghost" onClick={() => openScreen('bandits', { run: last })}>
                {t('Last evaluation')}
              </Button>
            )}
            <Button
              variant="primary"
              icon={Play}
              disabled={problem !== undefined}
              reason={problem}
              onClick={() => void start().catch(report)}
            >
              {t('Value {count} policies', { count: picked.length })}
            </Button>
          </>
        }
      >
        {problem !== undefined && <span class="error">{problem}</span>}
      </ScreenHeader>
      {!log.hasPropensities && (
        <Banner level="info">
          {t(
            '{title} has no propensities: policies are valued by simulation only. Off-policy estimates need a log with action, reward and propensity.',
            {
              title: log.title,
            },
          )}
        </Banner>
      )}
      <div class="policy-setup">
        <Panel title={t('Policies')} sub={t('recommenders take part through their adapter')} side>
          {families.map((family) => (
            <section key={family} class="policy-family">
              <h3>
                <FamilyMark family={family} /> {familyTitle(family)}
              </h3>
              {models
                .filter((model) => model.family === family && (model.abilities.ranks || model.abilities.isPolicy))
                .map(({ id, title }) => (
                  <Checkbox
                    key={id}
                    label={title}
                    checked={chosen.includes(id)}
                    onChange={(on) => choose(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
                  />
                ))}
            </section>
          ))}
        </Panel>
        <Panel title={t('Log and simulation')}>
          <div class="protocol-form">
            <Select
              inline
              label={t('Log')}
              value={log.name}
              options={logs.map((one) => ({
                value: one.name,
                label: one.hasPropensities ? t('{title} (propensities)', { title: one.title }) : one.title,
              }))}
              onChange={setName}
            />
            <NumberField inline label={t('Rounds')} value={rounds} minimum={1} step={100} onInput={setRounds} />
            <NumberField inline label={t('Repeats')} value={repeats} minimum={1} step={1} onInput={setRepeats} />
            <NumberField
              inline
              label={t('Clip')}
              value={clip}
              minimum={1}
              onInput={setClip}
              hint={t('Importance weights above this are cut; empty: none.')}
            />
            <NumberField inline label={t('Seed')} value={seed} minimum={0} step={1} onInput={setSeed} />
          </div>
        </Panel>
      </div>
    </div>
  )
}
