import type { PolicyTrace } from '../../main/contract/api/runs.ts'

/** A simulation being played back: `round` rounds have been shown. */
export interface PlayState {
  readonly round: number
  readonly playing: boolean
  /** Rounds a second. */
  readonly speed: number
}

export type PlayAction =
  | { readonly kind: 'toggle' }
  | { readonly kind: 'step'; readonly by: number }
  | { readonly kind: 'seek'; readonly round: number }
  | { readonly kind: 'speed'; readonly speed: number }
  | { readonly kind: 'tick'; readonly seconds: number }

export const speeds = [1, 5, 20, 100] as const
export const startOfPlay: PlayState = { round: 0, playing: false, speed: 5 }

/** The state after an action on a trace of `length` rounds. Steps pause; playing stops at the end and starts over from there. */
export function play(state: PlayState, action: PlayAction, length: number): PlayState {
  const within = (round: number) => Math.max(0, Math.min(length, Math.round(round)))
  switch (action.kind) {
    case 'toggle':
      if (state.playing) return { ...state, playing: false }
      return { ...state, playing: length > 0, round: state.round >= length ? 0 : state.round }
    case 'step':
      return { ...state, playing: false, round: within(state.round + action.by) }
    case 'seek':
      return { ...state, round: within(action.round) }
    case 'speed':
      return { ...state, speed: action.speed }
    case 'tick': {
      if (!state.playing) return state
      const round = within(state.round + Math.max(1, state.speed * action.seconds))
      return { ...state, round, playing: round < length }
    }
    default:
      return action satisfies never
  }
}

/** Seconds between two pictures: at most four a second, and one a second for whoever wants little motion. */
export const pauseOf = (speed: number, calm: boolean) => Math.max(calm ? 1 : 0.25, 1 / speed)

const keys: Readonly<Record<string, PlayAction>> = {
  ' ': { kind: 'toggle' },
  ArrowLeft: { kind: 'step', by: -1 },
  ArrowRight: { kind: 'step', by: 1 },
  PageUp: { kind: 'step', by: -10 },
  PageDown: { kind: 'step', by: 10 },
  Home: { kind: 'step', by: -Infinity },
  End: { kind: 'step', by: Infinity },
}

/** What a key does to the playback; undefined for any other key. */
export const actionOf = (key: string): PlayAction | undefined => (Object.hasOwn(keys, key) ? keys[key] : undefined)

/** What a policy has done in the first rounds of its trace. */
export interface Tally {
  /** Of the last of these rounds; null before the first. */
  readonly last: {
    readonly arm: number
    readonly name: string
    readonly paid: boolean
    readonly isBest: boolean
  } | null
  readonly reward: number
  /** Expected reward lost against the best arm of each round. */
  readonly regret: number
  readonly bestShown: number
  readonly arms: readonly ArmTally[]
}

export interface ArmTally {
  readonly arm: number
  readonly name: string
  readonly count: number
  readonly mean: number
}

/** The first `round` rounds of a trace, summed: arms that were shown, most often first, then by number. */
export function tallyOf(trace: PolicyTrace, round: number): Tally {
  const until = Math.min(round, trace.arm.length)
  const counts = new Map<number, { count: number; reward: number }>()
  let reward = 0
  let regret = 0
  let bestShown = 0
  for (let at = 0; at < until; at++) {
    const arm = trace.arm[at]!
    const sums = counts.get(arm) ?? { count: 0, reward: 0 }
    sums.count++
    sums.reward += trace.reward[at]!
    counts.set(arm, sums)
    reward += trace.reward[at]!
    regret += trace.bestChance[at]! - trace.chance[at]!
    if (arm === trace.best[at]) bestShown++
  }
  const nameOf = (arm: number) => trace.armNames[arm] ?? String(arm)
  const latest = until - 1
  return {
    last:
      until === 0
        ? null
        : {
            arm: trace.arm[latest]!,
            name: nameOf(trace.arm[latest]!),
            paid: trace.reward[latest]! > 0,
            isBest: trace.arm[latest] === trace.best[latest],
          },
    reward,
    regret,
    bestShown,
    arms: [...counts]
      .map(([arm, sums]) => ({ arm, name: nameOf(arm), count: sums.count, mean: sums.reward / sums.count }))
      .sort((a, b) => b.count - a.count || a.arm - b.arm),
  }
}
