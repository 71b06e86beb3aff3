import { useMemo } from 'preact/hooks'
import { call, useAnswer } from '../client/client.ts'
import { language, tCatalogue } from '../i18n/t.ts'

/** The catalogue's models with their titles in the person's language. */
export function useModels() {
  const answer = useAnswer('models', (signal) => call('models/list', {}, signal))
  return useMemo(
    () => answer.value?.map((model) => ({ ...model, title: tCatalogue(model.title) })),
    [answer.value, language.value],
  )
}
