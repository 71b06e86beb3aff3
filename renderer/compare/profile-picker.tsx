import { call, useAnswer } from '../client/client.ts'
import { Select } from '../components/fields.tsx'
import { ErrorNotice } from '../components/notice.tsx'
import { t, tCatalogue } from '../i18n/t.ts'

interface ProfilePickerProps {
  readonly profile: string
  readonly onChange: (profile: string) => void
}

/** Whose definitions of metrics the comparison follows, with what differs. */
export function ProfilePicker({ profile, onChange }: ProfilePickerProps) {
  const answer = useAnswer('profiles', (signal) => call('models/profiles', {}, signal))
  if (answer.error) return <ErrorNotice error={answer.error} />
  const profiles = answer.value ?? []
  const chosen = profiles.find(({ id }) => id === profile)
  const known = profiles.map(({ id, title }) => ({ value: id, label: title }))
  return (
    <Select
      inline
      label={t('Whose definitions')}
      value={profile}
      options={chosen ? known : [...known, { value: profile, label: profile }]}
      onChange={onChange}
      hint={chosen && tCatalogue(chosen.summary)}
    />
  )
}
