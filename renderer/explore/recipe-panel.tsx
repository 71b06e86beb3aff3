import { Check, Ellipsis, GripVertical, Minus, Plus } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { DatasetDetail, Profile } from '../../main/contract/api/data.ts'
import type { RecipeStep } from '../../main/contract/experiment.ts'
import { call } from '../client/client.ts'
import { Button } from '../components/button.tsx'
import { Panel } from '../components/layout.tsx'
import { MenuButton } from '../components/menu.tsx'
import { ErrorNotice } from '../components/notice.tsx'
import { ProgressBar } from '../components/progress-bar.tsx'
import { formatNumber } from '../i18n/format.ts'
import { t, tMaybe, tn } from '../i18n/t.ts'
import { changeRecipe, recipeOf, redoRecipe, undoRecipe } from '../state/recipe.ts'
import { announce } from '../state/notices.ts'
import { useJob } from '../state/use-job.ts'
import { StepDialog } from './step-dialog.tsx'
import { describeStep, newStep, stepKinds, stepKindWord } from './steps.ts'

interface RecipePanelProps {
  readonly detail: DatasetDetail
  readonly profile: Profile | undefined
  readonly onPrepared: (detail: DatasetDetail) => void
}

type Editing = { readonly index: number; readonly step: RecipeStep }

/** What is done to the log before models see it: each step with the rows after it; steps can be moved, switched off and undone. */
export function RecipePanel({ detail, profile, onPrepared }: RecipePanelProps) {
  const recipe = recipeOf(detail.name).value
  const { steps } = recipe
  const [editing, setEditing] = useState<Editing>()
  const [dragged, setDragged] = useState<number>()
  const job = useJob<DatasetDetail>()
  const change = (next: readonly RecipeStep[]) => changeRecipe(detail.name, next)
  const replace = (index: number, step: RecipeStep) => change(steps.map((one, at) => (at === index ? step : one)))
  const move = (from: number, to: number) => {
    if (to < 0 || to >= steps.length || from === to) return
    const next = [...steps]
    next.splice(to, 0, ...next.splice(from, 1))
    change(next)
  }
  const prepared = detail.recipe.map(({ step }) => JSON.stringify(step))
  const upToDate =
    prepared.length === steps.length && steps.every((step, index) => JSON.stringify(step) === prepared[index])

  async function prepare() {
    const next = await job.start(() => call('data/prepare', { name: detail.name, recipe: [...steps] }))
    if (!next) return
    announce(t('Log prepared'))
    onPrepared(next)
  }

  return (
    <Panel
      side
      title={t('Recipe')}
      sub={tn(steps.length, '{count} step', '{count} steps')}
      actions={
        <MenuButton
          iconOnly
          icon={Plus}
          label={t('Add a step')}
          items={stepKinds.map((kind) => ({
            label: stepKindWord(kind),
            run: () => setEditing({ index: steps.length, step: newStep(kind, detail) }),
          }))}
        />
      }
    >
      <ol class="recipe">
        <li>
          <span class="recipe-grip" />
          <Check size={14} strokeWidth={1.75} class="ok" aria-label={t('Done')} />
          <span class="grow elide">{t('Import')}</span>
          <span class="recipe-rows">{formatNumber(detail.import.accepted)}</span>
        </li>
        {steps.map((step, index) => {
          const outcome = detail.recipe.find((one) => JSON.stringify(one.step) === JSON.stringify(step))
          const known = upToDate ? detail.recipe[index] : outcome
          return (
            <li
              key={index}
              class={`${step.off ? 'off' : ''}${dragged === index ? ' dimmed' : ''}`}
              draggable
              onDragStart={() => setDragged(index)}
              onDragEnd={() => setDragged(undefined)}
              onDragOver={(event) => dragged !== undefined && event.preventDefault()}
              onDrop={(event) => {
                if (dragged === undefined) return
                event.preventDefault()
                event.stopPropagation()
                move(dragged, index)
                setDragged(undefined)
              }}
            >
              <span class="recipe-grip" aria-hidden="true">
                <GripVertical size={13} strokeWidth={1.5} />
              </span>
              {step.off ? (
                <Minus size={14} strokeWidth={1.75} aria-label={t('Off')} />
              ) : known && upToDate ? (
                <Check size={14} strokeWidth={1.75} class="ok" aria-label={t('Done')} />
              ) : (
                <span class="recipe-dot" aria-label={t('Not prepared yet')} role="img" />
              )}
              <span class="grow elide" title={describeStep(step)}>
                {describeStep(step)}
              </span>
              <span class="recipe-rows">
                {step.off ? (
                  <span class="quiet">{t('off')}</span>
                ) : known && upToDate ? (
                  <>
                    {formatNumber(known.rowsAfter)}
                    <span class="quiet small">{formatNumber(known.rowsAfter - known.rowsBefore)}</span>
                  </>
                ) : (
                  <span class="quiet">–</span>
                )}
              </span>
              <MenuButton
                iconOnly
                icon={Ellipsis}
                label={t('Step {number}: {step}', { number: index + 1, step: describeStep(step) })}
                items={[
                  { label: t('Change…'), run: () => setEditing({ index, step }) },
                  {
                    label: step.off ? t('Switch on') : t('Switch off'),
                    run: () => replace(index, step.off ? withoutOff(step) : { ...step, off: true }),
                  },
                  { label: t('Move up'), disabled: index === 0, run: () => move(index, index - 1) },
                  { label: t('Move down'), disabled: index === steps.length - 1, run: () => move(index, index + 1) },
                  { label: t('Remove'), apart: true, run: () => change(steps.filter((_, at) => at !== index)) },
                ]}
              />
            </li>
          )
        })}
      </ol>
      {job.error && <ErrorNotice error={job.error} />}
      {job.running ? (
        <ProgressBar
          label={t('Prepare {name}', { name: detail.title })}
          fraction={job.job?.fraction ?? null}
          secondsLeft={job.job?.secondsLeft ?? null}
          stage={tMaybe(job.job?.stage ?? '')}
          onCancel={job.cancel}
        />
      ) : (
        <div class="row recipe-actions">
          <Button
            variant={upToDate ? 'normal' : 'primary'}
            disabled={upToDate && steps.length > 0}
            reason={upToDate && steps.length > 0 ? t('The log is prepared by this recipe.') : undefined}
            onClick={() => void prepare()}
          >
            {t('Prepare log')}
          </Button>
          <Button variant="ghost" disabled={recipe.past.length === 0} onClick={() => undoRecipe(detail.name)}>
            {t('Undo')}
          </Button>
          {recipe.future.length > 0 && (
            <Button variant="ghost" onClick={() => redoRecipe(detail.name)}>
              {t('Redo')}
            </Button>
          )}
        </div>
      )}
      {editing && (
        <StepDialog
          step={editing.step}
          detail={detail}
          profile={profile}
          onClose={() => setEditing(undefined)}
          onSave={(step) => {
            if (editing.index < steps.length) replace(editing.index, step)
            else change([...steps, step])
            setEditing(undefined)
          }}
        />
      )}
    </Panel>
  )
}

function withoutOff(step: RecipeStep): RecipeStep {
  const { off: _, ...others } = step
  return others as RecipeStep
}
