import type { SplitInfo } from '../../main/contract/api/models.ts'
import type { Settings } from '../../main/contract/settings.ts'
import { splitKinds, type SplitPlan } from '../../main/contract/splits.ts'
import { SettingsForm } from '../components/settings-form.tsx'
import { t, tCatalogue } from '../i18n/t.ts'
import type { Draft } from './draft.ts'

interface SplitPickerProps {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
  readonly splits: readonly SplitInfo[]
  readonly hasTimes: boolean
}

/** Every kind of split, by time first, with the settings of the chosen one. */
export function SplitPicker({ draft, change, splits, hasTimes }: SplitPickerProps) {
  const { kind: chosen, ...values } = draft.split
  const offered = splitKinds
    .flatMap((kind) => splits.find((split) => split.kind === kind) ?? [])
    .filter(({ kind }) => kind !== 'given' || draft.data.folds !== undefined)
  return (
    <fieldset class="radio-list">
      <legend class="field-label">{t('Split')}</legend>
      {offered.map(({ kind, title, summary, needsTimes, settings }) => {
        const on = chosen === kind
        const off = needsTimes && !hasTimes
        const shown = shownSettings(settings, values)
        return (
          <div key={kind} class="split-choice" title={off ? t('The log has no times.') : tCatalogue(summary)}>
            <label class={off ? 'quiet' : on ? 'strong' : ''}>
              <input
                type="radio"
                name="split"
                checked={on}
                disabled={off}
                onChange={() => change({ split: { kind } as SplitPlan })}
              />
              {tCatalogue(title)}
            </label>
            {on && (
              <div class="split-settings">
                <p class="field-hint">{tCatalogue(summary)}</p>
                {Object.keys(shown).length > 0 && (
                  <SettingsForm
                    settings={shown}
                    values={values}
                    onChange={(next) => change({ split: { kind, ...next } as SplitPlan })}
                  />
                )}
              </div>
            )}
          </div>
        )
      })}
    </fieldset>
  )
}

/** Without the settings that say nothing: what is held out of a user matters only where users are dealt. */
function shownSettings(settings: Settings, values: Readonly<Record<string, unknown>>): Settings {
  if (!('over' in settings) || values['over'] === 'users') return settings
  return Object.fromEntries(Object.entries(settings).filter(([name]) => name !== 'holdout' && name !== 'order'))
}
