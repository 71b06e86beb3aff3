import { useEffect, useState } from 'preact/hooks'

const query = '(min-width: 1360px)'

/** Whether the window has room for secondary columns and bars. */
export function useWide(): boolean {
  const [wide, setWide] = useState(() => matchMedia(query).matches)
  useEffect(() => {
    const list = matchMedia(query)
    const read = () => setWide(list.matches)
    list.addEventListener('change', read)
    return () => list.removeEventListener('change', read)
  }, [])
  return wide
}
