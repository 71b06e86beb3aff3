import { useEffect, useRef, useState } from 'preact/hooks'

/** The latest value, but changing at most once per `milliseconds`; the last one always arrives. */
export function usePace<T>(value: T, milliseconds: number): T {
  const [shown, setShown] = useState(value)
  const changedAt = useRef(0)
  useEffect(() => {
    const wait = changedAt.current + milliseconds - performance.now()
    const show = () => {
      changedAt.current = performance.now()
      setShown(() => value)
    }
    if (wait <= 0) {
      show()
      return
    }
    const timer = setTimeout(show, wait)
    return () => clearTimeout(timer)
  }, [value])
  return shown
}
