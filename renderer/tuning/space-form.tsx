import type { ModelInfo } from '../../main/contract/api/models.ts'
import {
  defaultSpace,
  findSpaceProblem,
  guessSpace,
  isRange,
  isSearched,
  type Dimension,
} from '../../main/contract/search-space.ts'
import type { Field, SearchRange, Settings, SettingValue } from '../../main/contract/settings.ts'
import { Checkbox, NumberField, Select } from '../components/fields.tsx'
import { SettingsForm } from '../components/settings-form.tsx'
import { t, tCatalogue, tMaybe } from '../i18n/t.ts'
import './tuning.css'

type Values = Readonly<Record<string, unknown>>

interface SpaceProps {
  readonly info: ModelInfo
  readonly values: Values
  readonly onChange: (values: Values) => void
}

/** The settings of a model with tuning: what is searched, and where; the others have one value. */
export function SpaceForm({ info, values, onChange }: SpaceProps) {
  const { settings } = info
  const isOwn = Object.entries(settings).some(([name, field]) => isSearched(field, values[name]))
  const searched = searchedOf(settings, values)
  const others = Object.fromEntries(Object.entries(settings).filter(([name]) => !(name in searched)))
  const fixed = pick(values, Object.keys(others))
  const write = (next: Values) => onChange({ ...fixed, ...next })
  return (
    <div class="space-form">
      <p class="quiet small">
        {isOwn ? t('Searched:') : t('Searched unless you say otherwise, from the model’s schema:')}
      </p>
      {Object.entries(searched).map(([name, value]) => (
        <div key={name} class="space-row">
          <Checkbox
            label={<b class="mono">{name}</b>}
            checked
            onChange={() => {
              const { [name]: _, ...rest } = searched
              onChange({ ...fixed, ...rest, [name]: settings[name]!.default })
            }}
          />
          <SpaceControl
            name={name}
            field={settings[name]!}
            value={value}
            onChange={(next) => write({ ...searched, [name]: next })}
          />
        </div>
      ))}
      <div class="space-add">
        {Object.entries(others).map(([name, field]) => {
          const guessed = guessSpace(name, field)
          return (
            guessed && (
              <Checkbox
                key={name}
                label={t('search {name}', { name })}
                checked={false}
                onChange={() => {
                  const { [name]: _, ...kept } = fixed
                  onChange({ ...kept, ...searched, [name]: toValue(guessed) })
                }}
              />
            )
          )
        })}
      </div>
      {Object.keys(others).length > 0 && (
        <SettingsForm
          settings={others}
          values={fixed}
          onChange={(next) => onChange({ ...pick(values, Object.keys(searched)), ...next })}
        />
      )}
    </div>
  )
}

/** What is searched, as values of an experiment: the person's own space, otherwise the default one. */
function searchedOf(settings: Settings, values: Values): Values {
  const own = Object.entries(values).filter(([name, value]) => settings[name] && isSearched(settings[name], value))
  if (own.length) return Object.fromEntries(own)
  return Object.fromEntries(defaultSpace(settings, values).map((dimension) => [dimension.name, toValue(dimension)]))
}

const toValue = (dimension: Dimension): unknown => (dimension.kind === 'range' ? dimension.range : dimension.values)

const pick = (values: Values, names: readonly string[]): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)))

interface ControlProps {
  readonly name: string
  readonly field: Field
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}

function SpaceControl({ name, field, value, onChange }: ControlProps) {
  const problem = findSpaceProblem(field, value)
  return (
    <div class="space-control">
      {isRange(value) ? (
        <RangeControl name={name} range={value} onChange={onChange} />
      ) : (
        <Candidates name={name} field={field} chosen={value as readonly SettingValue[]} onChange={onChange} />
      )}
      {problem && <span class="field-problem">{tMaybe(problem)}</span>}
    </div>
  )
}

interface RangeProps {
  readonly name: string
  readonly range: SearchRange
  readonly onChange: (range: SearchRange) => void
}

function RangeControl({ name, range, onChange }: RangeProps) {
  return (
    <>
      <NumberField
        label={t('{name} from', { name })}
        hideLabel
        value={range.from}
        onInput={(from) => onChange({ ...range, from: from ?? 0 })}
      />
      <span aria-hidden="true">–</span>
      <NumberField
        label={t('{name} to', { name })}
        hideLabel
        value={range.to}
        onInput={(to) => onChange({ ...range, to: to ?? 0 })}
      />
      <Select
        label={t('Scale of {name}', { name })}
        hideLabel
        value={range.scale}
        options={[
          { value: 'log', label: t('logarithmic') },
          { value: 'linear', label: t('linear') },
        ]}
        onChange={(scale) => onChange({ ...range, scale: scale as SearchRange['scale'] })}
      />
    </>
  )
}

interface CandidatesProps {
  readonly name: string
  readonly field: Field
  readonly chosen: readonly SettingValue[]
  readonly onChange: (values: readonly SettingValue[]) => void
}

/** A tick per option; candidates of a number stand as they were given. */
function Candidates({ field, chosen, onChange }: CandidatesProps) {
  const options: readonly SettingValue[] =
    field.kind === 'choice' ? field.options : field.kind === 'boolean' ? [false, true] : chosen
  return (
    <>
      {options.map((option) => (
        <Checkbox
          key={String(option)}
          label={typeof option === 'boolean' ? (option ? t('on') : t('off')) : tCatalogue(String(option))}
          checked={chosen.includes(option)}
          disabled={chosen.length === 1 && chosen.includes(option)}
          onChange={(on) => onChange(options.filter((other) => (other === option ? on : chosen.includes(other))))}
        />
      ))}
    </>
  )
}
