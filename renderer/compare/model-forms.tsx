import { ChevronRight, Copy, Trash2 } from 'lucide-preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ModelInfo } from '../../main/contract/api/models.ts'
import { Button } from '../components/button.tsx'
import { Chip } from '../components/chip.tsx'
import { FamilyMark } from '../components/family-mark.tsx'
import { Checkbox } from '../components/fields.tsx'
import { Panel } from '../components/layout.tsx'
import { SettingsForm } from '../components/settings-form.tsx'
import { t, tCatalogue } from '../i18n/t.ts'
import { SpaceForm } from '../tuning/space-form.tsx'
import { modelProblems, type Draft, type DraftModel } from './draft.ts'

interface ModelFormsProps {
  readonly draft: Draft
  readonly models: readonly ModelInfo[]
  readonly change: (part: Partial<Draft>) => void
  readonly focus: string | undefined
}

/** One form per model, drawn from its schema. */
export function ModelForms({ draft, models, change, focus }: ModelFormsProps) {
  const [onlyChanged, setOnlyChanged] = useState(false)
  const list = useRef<HTMLDivElement>(null)
  const replace = (at: number, next: readonly DraftModel[]) =>
    change({ models: draft.models.toSpliced(at, 1, ...next) })
  useEffect(() => {
    if (focus === undefined) return
    list.current?.querySelector(`[data-model="${CSS.escape(focus)}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [focus])
  return (
    <Panel
      title={t('Models')}
      sub={t('fields come from each model’s schema')}
      flush
      actions={<Checkbox label={t('Show only changed')} checked={onlyChanged} onChange={setOnlyChanged} />}
    >
      <div ref={list} class="model-forms">
        {draft.models.map((model, at) => {
          const info = models.find(({ id }) => id === model.id)
          if (!info)
            return (
              <p key={at} class="panel-foot row">
                <span class="error">{t('This engine has no model "{id}".', { id: model.id })}</span>
                <Button variant="link" icon={Trash2} onClick={() => replace(at, [])}>
                  {t('Leave out')}
                </Button>
              </p>
            )
          if (onlyChanged && !Object.keys(model.values).length) return null
          return (
            <ModelForm
              key={`${model.id} ${at}`}
              model={model}
              info={info}
              tuned={draft.tuning !== null}
              open={focus === model.id}
              onChange={(values) => replace(at, [{ ...model, values }])}
              onCopy={() => replace(at, [model, { id: model.id, values: { ...model.values } }])}
              onRemove={() => replace(at, [])}
            />
          )
        })}
        {!draft.models.length && <p class="panel-foot">{t('Tick models at the left; their settings appear here.')}</p>}
      </div>
    </Panel>
  )
}

interface FormProps {
  readonly model: DraftModel
  readonly info: ModelInfo
  readonly tuned: boolean
  readonly open: boolean
  readonly onChange: (values: DraftModel['values']) => void
  readonly onCopy: () => void
  readonly onRemove: () => void
}

function ModelForm({ model, info, tuned, open, onChange, onCopy, onRemove }: FormProps) {
  const element = useRef<HTMLDetailsElement>(null)
  const problems = Object.keys(modelProblems(model, info, tuned)).length
  const opens = open || problems > 0
  useEffect(() => {
    if (opens && element.current) element.current.open = true
  }, [opens])
  const names = Object.keys(info.settings)
  const changed = names.filter(
    (name) => model.values[name] !== undefined && model.values[name] !== info.settings[name]!.default,
  ).length
  return (
    <details ref={element} class="model-form" data-model={info.id}>
      <summary>
        <ChevronRight size={14} strokeWidth={1.75} aria-hidden="true" />
        <FamilyMark family={info.family} />
        <b class="nowrap">{tCatalogue(info.title)}</b>
        <span class="quiet elide grow">{tCatalogue(info.summary)}</span>
        {problems > 0 ? (
          <Chip tone="error">{problems === 1 ? t('1 problem') : t('{count} problems', { count: problems })}</Chip>
        ) : (
          <span class="quiet nowrap">
            {!names.length
              ? t('no settings')
              : changed
                ? t('{changed} of {count} changed', { changed, count: names.length })
                : t('defaults')}
          </span>
        )}
      </summary>
      <div class="model-form-body">
        {tuned && names.length > 0 ? (
          <SpaceForm info={info} values={model.values} onChange={onChange} />
        ) : (
          <SettingsForm settings={info.settings} values={model.values} onChange={onChange} />
        )}
        <p class="form-actions">
          {names.length > 0 && (
            <Button variant="link" icon={Copy} onClick={onCopy}>
              {t('Add another configuration')}
            </Button>
          )}
          <Button variant="link" icon={Trash2} onClick={onRemove}>
            {t('Leave out')}
          </Button>
          <span class="quiet small">{info.reference}</span>
        </p>
      </div>
    </details>
  )
}
