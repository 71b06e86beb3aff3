import { useState } from 'preact/hooks'
import { families, type Family, type ModelInfo } from '../../main/contract/api/models.ts'
import { Button } from '../components/button.tsx'
import { FamilyMark } from '../components/family-mark.tsx'
import { Checkbox, TextField } from '../components/fields.tsx'
import { Panel } from '../components/layout.tsx'
import { t, tCatalogue } from '../i18n/t.ts'
import { presetModels, type Draft } from './draft.ts'
import { familyTitle } from './family-title.ts'

interface ModelListProps {
  readonly draft: Draft
  readonly models: readonly ModelInfo[]
  readonly change: (part: Partial<Draft>) => void
  readonly focus: string | undefined
  readonly onFocus: (id: string) => void
  /** The family on top. */
  readonly first?: Family | undefined
}

/** Models by family with a tick each. */
export function ModelList({ draft, models, change, focus, onFocus, first }: ModelListProps) {
  const [query, setQuery] = useState('')
  const words = query.trim().toLowerCase()
  const matches = (model: ModelInfo) =>
    !words || `${model.id} ${tCatalogue(model.title)} ${model.title} ${model.summary}`.toLowerCase().includes(words)
  const isOn = (id: string) => draft.models.some((model) => model.id === id)
  const set = (id: string, on: boolean) =>
    change({
      models: on
        ? inOrder([...draft.models, { id, values: {} }], models)
        : draft.models.filter((model) => model.id !== id),
    })
  return (
    <Panel side flush label={t('Own choice of models')}>
      <div class="list-search">
        <TextField
          label={t('Filter models')}
          hideLabel
          type="search"
          placeholder={t('Filter {count} models', { count: models.length })}
          value={query}
          onInput={setQuery}
        />
      </div>
      <div class="model-list">
        {families
          .toSorted((a, b) => Number(b === first) - Number(a === first))
          .map((family) => {
            const members = models.filter((model) => model.family === family && matches(model))
            if (!members.length) return null
            const all = models.filter((model) => model.family === family)
            return (
              <section key={family} aria-label={familyTitle(family)}>
                <h2>
                  <FamilyMark family={family} />
                  <span class="grow">{familyTitle(family)}</span>
                  <span class="quiet nowrap">
                    {t('{on} of {count}', { on: all.filter(({ id }) => isOn(id)).length, count: all.length })}
                  </span>
                </h2>
                {members.map((model) => (
                  <div
                    key={model.id}
                    class={`model-row${focus === model.id ? ' focused' : ''}`}
                    title={tCatalogue(model.summary)}
                    onKeyDown={(event) => {
                      if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
                        if (!isOn(model.id)) set(model.id, true)
                        onFocus(model.id)
                      }
                    }}
                    onClick={() => isOn(model.id) && onFocus(model.id)}
                  >
                    <Checkbox
                      label={<span class={isOn(model.id) ? '' : 'second'}>{tCatalogue(model.title)}</span>}
                      checked={isOn(model.id)}
                      onChange={(on) => {
                        set(model.id, on)
                        if (on) onFocus(model.id)
                      }}
                    />
                    {model.id.startsWith('my/') && <span class="chip">{t('yours')}</span>}
                  </div>
                ))}
              </section>
            )
          })}
      </div>
      <div class="list-foot">
        <b>{t('{count} selected', { count: draft.models.length })}</b>
        <span class="spacer" />
        <Button
          variant="link"
          onClick={() => change({ models: presetModels('fastest', models).map((id) => ({ id, values: {} })) })}
        >
          {t('Fastest six')}
        </Button>
        <Button variant="link" onClick={() => change({ models: [] })}>
          {t('None')}
        </Button>
      </div>
    </Panel>
  )
}

const inOrder = (chosen: Draft['models'], models: readonly ModelInfo[]) =>
  chosen.toSorted((a, b) => models.findIndex(({ id }) => id === a.id) - models.findIndex(({ id }) => id === b.id))
