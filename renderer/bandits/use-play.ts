import { useEffect, useReducer } from 'preact/hooks'
import { pauseOf, play, startOfPlay, type PlayAction, type PlayState } from './play-state.ts'

/** A playback of `length` rounds; it stops while the page is hidden from view. */
export function usePlay(length: number): readonly [PlayState, (action: PlayAction) => void] {
  const [state, act] = useReducer((old: PlayState, action: PlayAction) => play(old, action, length), startOfPlay)
  const { playing, speed } = state
  useEffect(() => {
    if (!playing) return
    const seconds = pauseOf(speed, matchMedia('(prefers-reduced-motion: reduce)').matches)
    const timer = setInterval(() => !document.hidden && act({ kind: 'tick', seconds }), seconds * 1000)
    return () => clearInterval(timer)
  }, [playing, speed])
  return [state.round > length ? { ...state, round: length } : state, act]
}
