import { Info } from 'lucide-preact'
import type { Preview } from '../../../main/contract/api/data.ts'
import type { ReadingOptions } from '../../../main/contract/experiment.ts'
import { Button } from '../../components/button.tsx'
import { Select } from '../../components/fields.tsx'
import { Panel } from '../../components/layout.tsx'
import { t, tMaybe } from '../../i18n/t.ts'
import { delimiters, encodings, formatTitles } from './options.ts'

interface ReadingPanelProps {
  /** Undefined where the file could not be read: then nothing is guessed. */
  readonly preview: Preview | undefined
  readonly options: ReadingOptions
  readonly onChange: (options: ReadingOptions) => void
}

/** How the file is read; each guess can be changed, and the preview follows. */
export function ReadingPanel({ preview, options, onChange }: ReadingPanelProps) {
  const guessed = Object.keys(options).length === 0
  const set = (key: keyof ReadingOptions, value: string | boolean | undefined) => {
    const { [key]: _, roles, ...others } = options
    const kept = key === 'roles' || roles === undefined ? others : { ...others, roles }
    onChange(value === undefined ? kept : { ...kept, [key]: value })
  }
  const isText = preview === undefined || preview.delimiter !== null
  const isParquet = preview?.format === 'parquet'
  return (
    <Panel side title={t('Reading')}>
      <div class="reading-fields">
        <Select
          inline
          label={t('Format')}
          value={options.format ?? ''}
          options={withGuess(
            preview?.format,
            Object.keys(formatTitles).filter((id) => (id === 'parquet') === isParquet),
            (id) => tMaybe(formatTitles[id] ?? id),
          )}
          onChange={(value) => set('format', value || undefined)}
        />
        {isText && (
          <Select
            inline
            label={t('Delimiter')}
            value={options.delimiter ?? ''}
            options={withGuess(preview?.delimiter, delimiters, delimiterWord)}
            onChange={(value) => set('delimiter', value || undefined)}
          />
        )}
        {isText && (
          <Select
            inline
            label={t('Header')}
            value={options.header === undefined ? '' : String(options.header)}
            options={[
              guessChoice(preview && (preview.header ? t('First row') : t('None'))),
              { value: 'true', label: t('First row') },
              { value: 'false', label: t('None') },
            ]}
            onChange={(value) => set('header', value === '' ? undefined : value === 'true')}
          />
        )}
        {isText && (
          <Select
            inline
            label={t('Encoding')}
            value={options.encoding ?? ''}
            options={withGuess(preview?.encoding, encodings, (text) => text.toUpperCase())}
            onChange={(value) => set('encoding', value || undefined)}
          />
        )}
      </div>
      <p class="reading-note">
        <Info size={14} strokeWidth={1.5} aria-hidden="true" />
        {!preview
          ? t('Say how the file is laid out if you know it; it is read again at once.')
          : guessed
            ? t('Guessed from the first {rows} rows. Every guess can be changed; the preview follows.', {
                rows: preview.rowsRead,
              })
            : t('Read as you said.')}
      </p>
      {!guessed && (
        <Button variant="link" onClick={() => onChange({})}>
          {t('Guess again')}
        </Button>
      )}
    </Panel>
  )
}

/** The guess first, then everything that can be chosen instead. */
function withGuess(guess: string | null | undefined, all: readonly string[], word: (text: string) => string) {
  return [
    guessChoice(typeof guess === 'string' ? word(guess) : undefined),
    ...all.map((value) => ({ value, label: word(value) })),
  ]
}

const guessChoice = (value: string | undefined) => ({
  value: '',
  label: value === undefined ? t('To be guessed') : t('{value} (guessed)', { value }),
})

export function delimiterWord(delimiter: string): string {
  switch (delimiter) {
    case '\t':
      return t('Tab')
    case ',':
      return t('Comma')
    case ';':
      return t('Semicolon')
    case '|':
      return t('Bar |')
    case '::':
      return t('Double colon ::')
    case ' ':
      return t('Space')
    default:
      return JSON.stringify(delimiter)
  }
}
