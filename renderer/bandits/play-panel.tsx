import { Check, Minus, Pause, Play, StepBack, StepForward } from 'lucide-preact'
import type { PolicyResult, PolicyTrace } from '../../main/contract/api/runs.ts'
import type { Experiment } from '../../main/contract/experiment.ts'
import { Button, IconButton } from '../components/button.tsx'
import { FamilyMark } from '../components/family-mark.tsx'
import { Select } from '../components/fields.tsx'
import { EmptyState } from '../components/notice.tsx'
import { formatNumber } from '../i18n/format.ts'
import { t } from '../i18n/t.ts'
import { NoSimulation } from './missing-part.tsx'
import { actionOf, speeds, tallyOf, type PlayAction, type PlayState, type Tally } from './play-state.ts'
import { usePlay } from './use-play.ts'

interface PlayProps {
  readonly policies: readonly PolicyResult[]
  readonly focus: PolicyResult
  readonly experiment: Experiment
  readonly isSimulated: boolean
}

interface Player {
  readonly policy: PolicyResult
  readonly trace: PolicyTrace
}

/** The first rounds of the first repeat, one by one: what each policy shows, whether it pays, and what it has learned so far. */
export function PlayPanel({ policies, focus, experiment, isSimulated }: PlayProps) {
  const players = policies.flatMap((policy): Player[] =>
    policy.simulation?.trace ? [{ policy, trace: policy.simulation.trace }] : [],
  )
  const length = Math.max(0, ...players.map(({ trace }) => trace.arm.length))
  const [state, act] = usePlay(length)
  if (!isSimulated) return <NoSimulation experiment={experiment} />
  if (!length) return <EmptyState>{t('This run kept no rounds to play back. Start it again from Set-up.')}</EmptyState>
  const tallies = players.map(({ policy, trace }) => ({ policy, tally: tallyOf(trace, state.round) }))
  const inFocus = tallies.find(({ policy }) => policy === focus) ?? tallies[0]!
  return (
    <div
      class="play"
      onKeyDown={(event) => {
        const action = isOwnKey(event) ? undefined : actionOf(event.key)
        if (!action || event.ctrlKey || event.metaKey || event.altKey) return
        event.preventDefault()
        act(action)
      }}
    >
      <PlayControls state={state} length={length} act={act} />
      <div class="play-tables">
        <PoliciesSoFar tallies={tallies} focus={inFocus.policy} />
        <ArmsSoFar label={inFocus.policy.label} tally={inFocus.tally} />
      </div>
    </div>
  )
}

/** Keys that a control of its own answers: a space on a button, arrows in the slider and in the list of speeds. */
function isOwnKey({ key, target }: KeyboardEvent): boolean {
  const name = (target as HTMLElement).tagName
  return name === 'SELECT' || (name === 'INPUT' && key !== ' ') || (name === 'BUTTON' && key === ' ')
}

interface ControlsProps {
  readonly state: PlayState
  readonly length: number
  readonly act: (action: PlayAction) => void
}

function PlayControls({ state: { round, playing, speed }, length, act }: ControlsProps) {
  return (
    <div class="play-controls" role="group" aria-label={t('Playback')}>
      <IconButton
        icon={StepBack}
        label={t('One round back')}
        disabled={round === 0}
        onClick={() => act({ kind: 'step', by: -1 })}
      />
      <Button icon={playing ? Pause : Play} onClick={() => act({ kind: 'toggle' })}>
        {playing ? t('Pause') : t('Play')}
      </Button>
      <IconButton
        icon={StepForward}
        label={t('One round forward')}
        disabled={round === length}
        onClick={() => act({ kind: 'step', by: 1 })}
      />
      <input
        type="range"
        class="play-slider"
        aria-label={t('Round')}
        aria-valuetext={t('round {round} of {length}', { round, length })}
        min={0}
        max={length}
        step={1}
        value={round}
        onInput={(event) => act({ kind: 'seek', round: Number(event.currentTarget.value) })}
      />
      <span class="numbers nowrap play-round" role="status" aria-live={playing ? 'off' : 'polite'}>
        {t('round {round} of {length}', { round, length })}
      </span>
      <Select
        label={t('Speed')}
        hideLabel
        value={String(speed)}
        options={speeds.map((each) => ({
          value: String(each),
          label: each === 1 ? t('1 round a second') : t('{count} rounds a second', { count: each }),
        }))}
        onChange={(next) => act({ kind: 'speed', speed: Number(next) })}
      />
    </div>
  )
}

interface SoFarProps {
  readonly tallies: readonly { readonly policy: PolicyResult; readonly tally: Tally }[]
  readonly focus: PolicyResult
}

function PoliciesSoFar({ tallies, focus }: SoFarProps) {
  const most = Math.max(1e-9, ...tallies.map(({ tally }) => tally.regret))
  return (
    <div class="play-table" tabIndex={0} role="region" aria-label={t('Policies so far')}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t('Policy')}</th>
            <th scope="col">{t('Shown now')}</th>
            <th scope="col">{t('Paid')}</th>
            <th scope="col" class="right">
              {t('Reward so far')}
            </th>
            <th scope="col" class="right">
              {t('Best shown')}
            </th>
            <th scope="col">{t('Regret so far')}</th>
          </tr>
        </thead>
        <tbody>
          {tallies.map(({ policy, tally }) => (
            <tr key={policy.label} class={policy === focus ? 'selected' : ''}>
              <td>
                <span class="model-name">
                  <FamilyMark family={policy.family} />
                  <span class="elide">{policy.label}</span>
                </span>
              </td>
              <td class={`play-arm${tally.last?.isBest ? ' strong' : ''}`}>
                {tally.last
                  ? tally.last.isBest
                    ? t('{arm}, the best', { arm: tally.last.name })
                    : tally.last.name
                  : '–'}
              </td>
              <td>
                <PaidMark last={tally.last} />
              </td>
              <td class="right">{formatNumber(tally.reward, Number.isInteger(tally.reward) ? 0 : 2)}</td>
              <td class="right">{formatNumber(tally.bestShown)}</td>
              <td>
                <span class="play-bar">
                  <span class="value">{formatNumber(tally.regret, 1)}</span>
                  <i
                    style={{ width: barOf(tally.regret, most), background: `var(--f-${policy.family})` }}
                    aria-hidden="true"
                  />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** A bar beside a number, which has its own room in the cell. */
const barOf = (value: number, most: number) => `calc((100% - 48px) * ${value / most})`

function PaidMark({ last }: Pick<Tally, 'last'>) {
  if (last === null) return <>–</>
  return last.paid ? (
    <span class="row ok">
      <Check size={14} strokeWidth={2} aria-hidden="true" />
      {t('paid')}
    </span>
  ) : (
    <span class="row quiet">
      <Minus size={14} strokeWidth={1.5} aria-hidden="true" />
      {t('nothing')}
    </span>
  )
}

function ArmsSoFar({ label, tally }: { readonly label: string; readonly tally: Tally }) {
  const most = Math.max(1e-9, ...tally.arms.map(({ mean }) => mean))
  return (
    <div
      class="play-table"
      tabIndex={0}
      role="region"
      aria-label={t('What {policy} saw of its arms', { policy: label })}
    >
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t('Arms of {policy}', { policy: label })}</th>
            <th scope="col" class="right">
              {t('Shown')}
            </th>
            <th scope="col">{t('Mean reward')}</th>
          </tr>
        </thead>
        <tbody>
          {tally.arms.length === 0 && (
            <tr>
              <td colSpan={3} class="quiet">
                {t('No arm was shown yet: press Play, or step forward.')}
              </td>
            </tr>
          )}
          {tally.arms.slice(0, 100).map(({ arm, name, count, mean }) => (
            <tr key={arm} class={tally.last?.arm === arm ? 'selected' : ''}>
              <td class="play-arm">{name}</td>
              <td class="right">{formatNumber(count)}</td>
              <td>
                <span class="play-bar">
                  <span class="value">{formatNumber(mean, 3)}</span>
                  <i style={{ width: barOf(mean, most) }} aria-hidden="true" />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
