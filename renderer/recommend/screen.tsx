import { Dices } from 'lucide-preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import type { RecommendedList } from '../../main/contract/api/recommend.ts'
import { openScreen } from '../app/navigate.ts'
import type { ScreenProps } from '../app/screens.ts'
import { call, finish, useAnswer } from '../client/client.ts'
import { useModels } from '../compare/use-models.ts'
import '../compare/compare.css'
import { Button } from '../components/button.tsx'
import { Segmented, TextField } from '../components/fields.tsx'
import { Panel, ScreenHeader } from '../components/layout.tsx'
import { EmptyState, ErrorNotice } from '../components/notice.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { StateBadge } from '../components/state-badge.tsx'
import { language, t } from '../i18n/t.ts'
import { currentDataset, datasets } from '../state/datasets.ts'
import { recall, remember } from '../state/memory.ts'
import { usePace } from '../charts/use-pace.ts'
import { Explanation } from './explanation.tsx'
import { HistoryPanel } from './history-panel.tsx'
import { PushForm, PushTable, usePush } from './push.tsx'
import { RankedList } from './ranked-list.tsx'
import { splitPasted } from './split-pasted.ts'
import './recommend.css'

/** Lists are asked for deeper than they are shown, so that the other list's rank is known. */
const depth = 100
export const shown = 10

/** What one person would get, from two models, and why. */
export function Screen({ tab }: ScreenProps) {
  const data = currentDataset.value
  const models = useModels()?.filter(({ abilities }) => abilities.ranks)
  const [source, setSource] = useState<'user' | 'history' | 'segment'>('user')
  const [user, setUser] = useState('')
  const [pasted, setPasted] = useState('')
  const [pair, setPair] = useState<readonly [string, string]>(['ease', 'popularity'])
  const [item, setItem] = useState<string>()
  const users = useAnswer(
    `users ${data?.name}`,
    data && ((signal) => call('data/users', { name: data.name, query: '', limit: 200 }, signal)),
  )
  useEffect(() => {
    void recall<readonly [string, string]>('recommend-models').then((kept) => Array.isArray(kept) && setPair(kept))
  }, [])
  useEffect(() => {
    if (!user && users.value?.[0]) setUser(users.value[0].user)
  }, [users.value])
  const push = usePush(data?.name, source === 'segment')
  const title =
    source === 'user' ? t('User {user}', { user }) : source === 'history' ? t('Pasted history') : t('Push list')
  useEffect(() => tab.setTitle(title), [title, language.value])
  const asked = usePace(source === 'user' ? user.trim() : pasted, 500)
  const history = useMemo(() => splitPasted(asked), [asked])
  const ready = data !== undefined && asked.trim() !== '' && models !== undefined && source !== 'segment'
  const chosen = [...new Set(pair)].filter((id) => models?.some((model) => model.id === id))
  const answer = useAnswer(
    `lists ${data?.name} ${source} ${asked} ${chosen.join()}`,
    ready && chosen.length
      ? (signal) =>
          finish<readonly RecommendedList[]>(
            call('recommend/lists', {
              data: data.name,
              models: chosen.map((id) => ({ id })),
              k: depth,
              ...(source === 'user' ? { user: asked } : { history }),
            }),
            signal,
          )
      : undefined,
  )
  if (datasets.value && !datasets.value.length)
    return (
      <EmptyState
        action={
          <Button variant="primary" onClick={() => openScreen('start')}>
            {t('Open a sample')}
          </Button>
        }
      >
        {t('Here you see what one person would get, and why. There is no data set in this workspace yet.')}
      </EmptyState>
    )
  if (!data || !models) return <Skeleton rows={12} />
  const value = answer.error ? undefined : answer.value
  const lists = pair.map((id) => value?.find(({ model }) => model === id))
  const random = () => {
    const list = users.value ?? []
    const next = list[Math.floor(Math.random() * list.length)]
    if (next) setUser(next.user)
  }
  const choose = (at: number, id: string) => {
    const next: readonly [string, string] = at === 0 ? [id, pair[1]] : [pair[0], id]
    setPair(next)
    remember('recommend-models', next)
  }
  const selected = item ?? lists.find(Boolean)?.items[0]?.item
  return (
    <div
      class="screen"
      onKeyDown={(event) => {
        if (
          event.key.toLowerCase() === 'r' &&
          source === 'user' &&
          !(event.target instanceof HTMLElement && event.target.matches('input, select, textarea')) &&
          !event.ctrlKey &&
          !event.metaKey
        )
          random()
      }}
    >
      <ScreenHeader
        title={
          source === 'segment'
            ? t('Who most likely wants an item')
            : t('Top {count} for {who}', {
                count: shown,
                who: source === 'user' ? t('user {user}', { user }) : t('a pasted history'),
              })
        }
      >
        {answer.loading || push.answer.loading ? (
          <StateBadge state="running">{t('Training and scoring')}</StateBadge>
        ) : (
          value && <StateBadge state="done">{t('Models trained on all events')}</StateBadge>
        )}
      </ScreenHeader>
      <div class="recommend">
        <Panel side label={t('Person')}>
          <div class="recommend-person">
            <Segmented
              label={t('For whom')}
              value={source}
              options={[
                { value: 'user', label: t('User') },
                { value: 'history', label: t('Pasted history') },
                { value: 'segment', label: t('Segment') },
              ]}
              onChange={(value) => setSource(value as 'user' | 'history' | 'segment')}
            />
            {source === 'segment' ? (
              <PushForm push={push} models={models} />
            ) : source === 'user' ? (
              <div class="row">
                <span class="grow">
                  <TextField label={t('User id')} hideLabel type="search" value={user} onInput={setUser} />
                </span>
                <Button icon={Dices} onClick={random} reason={t('R')}>
                  {t('Random')}
                </Button>
              </div>
            ) : (
              <textarea
                class="input"
                rows={5}
                aria-label={t('Item ids, separated by spaces or commas, or one title a line')}
                placeholder={t('Item ids, separated by spaces or commas, or one title a line')}
                value={pasted}
                onInput={(event) => setPasted(event.currentTarget.value)}
              />
            )}
          </div>
          {source === 'user' && asked && <HistoryPanel data={data.name} user={asked} onUser={setUser} />}
        </Panel>
        {source === 'segment' ? (
          <PushTable push={push} />
        ) : (
          <>
            <div class={`recommend-lists${answer.loading ? ' dimmed' : ''}`}>
              {answer.error && <ErrorNotice error={answer.error} />}
              {!ready && <p class="panel-foot">{t('Name a user or paste a history.')}</p>}
              {!answer.error &&
                pair.map((id, at) => (
                  <RankedList
                    key={at}
                    models={models}
                    model={id}
                    list={lists[at]}
                    other={lists[1 - at]}
                    otherTitle={models.find((model) => model.id === pair[1 - at])?.title ?? ''}
                    loading={answer.loading}
                    selected={selected}
                    onModel={(next) => choose(at, next)}
                    onSelect={setItem}
                  />
                ))}
            </div>
            <Explanation lists={lists} models={models} item={selected} />
          </>
        )}
      </div>
    </div>
  )
}
