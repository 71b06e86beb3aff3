import { RecbenchError } from '../../contract/errors.ts'
import { defaultWorld, type WorldPlan } from '../../contract/policy-plan.ts'
import type { InteractionColumns } from '../../data/interactions.ts'
import { findRecommender } from '../../recommenders/all.ts'
import type { TaskObserver } from '../task.ts'
import { trainModel, type TaskMachine } from '../train-model.ts'
import { firstConfiguration } from '../tuning/space.ts'
import type { Environment } from './environment.ts'
import { isOwn, itemsOf, trainingPart, type PolicyInput } from './evaluate-policy.ts'
import { fitFeedbackEnvironment } from './feedback-environment.ts'
import { fitEnvironment } from './fitted-environment.ts'
import { namesOfItems, pricesOfArms, purchasesOf } from './item-facts.ts'
import type { WorldSize } from './log-population.ts'
import { modelEnvironment } from './model-environment.ts'
import { shopEnvironment } from './shop-environment.ts'
import { armsForTurnover } from './truth.ts'
import { captureWorld, type World } from './world.ts'

type WorldInput = Omit<PolicyInput, 'model' | 'config'>
type Observer = TaskObserver & TaskMachine

/** Where the truth of an experiment's simulation comes from. */
export function worldSource({ experiment, feedback }: Pick<WorldInput, 'experiment' | 'feedback'>) {
  const asked = experiment.policies?.world?.from
  return asked ?? (feedback && isOwn(experiment) ? 'feedback' : 'log')
}

/**
 * Builds the simulated world of an experiment.
 *
 * @throws RecbenchError `bad-input` where the data cannot make such a world, with the reason
 */
export async function makeWorld(input: WorldInput, observer: Observer): Promise<World> {
  const plan = input.experiment.policies?.world ?? defaultWorld
  observer.progress(0, 'Building the simulated world')
  const environment = await makeEnvironment(input, plan, observer)
  const arms = Math.min(plan.arms, environment.arms)
  if (plan.positions > arms)
    throw new RecbenchError(
      'invalid-parameter',
      `A slate of ${plan.positions} items cannot be filled from ${arms} arms.`,
      {
        remedy: `Show ${arms} items or fewer, or give the world more arms.`,
      },
    )
  const world = captureWorld(environment, plan)
  observer.progress(1, 'Built the simulated world')
  return world
}

async function makeEnvironment(input: WorldInput, plan: WorldPlan, observer: Observer): Promise<Environment> {
  const { experiment, log, feedback, itemNames, userNames = [] } = input
  const { seed, threshold } = experiment
  const size = sizeOf(log, plan, experiment.policies?.rounds ?? 1)
  const train = trainingPart(input)
  const source = worldSource(input)
  // With purchases, a click is any event, and the threshold tells which of them were bought.
  const clicked = plan.reward === 'click' ? threshold : undefined
  switch (source) {
    case 'feedback':
      if (!feedback)
        throw new RecbenchError('bad-input', 'The world cannot be made of logged feedback: there is none.', {
          remedy: 'Name a log with propensities (policies.log), or take the world from the log (--world log).',
        })
      return fromFeedback(fitFeedbackEnvironment(feedback, itemsOf(feedback, itemNames), seed, plan.visitors), plan)
    case 'shop': {
      const shop = shopEnvironment(log, train, { users: userNames, items: itemNames }, seed, size)
      return { ...shop, armNames: namesOfItems(log, shop.items, itemNames) }
    }
    case 'model': {
      const recommender = findRecommender(plan.model ?? '')
      const config = firstConfiguration(`model ${recommender.id}`, recommender.settings, {})
      const model = await trainModel(recommender, train, config, { experiment, fold: 0 }, observer)
      try {
        const { title } = recommender
        return withFacts(await modelEnvironment(log, train, model, title, clicked, seed, size, observer.signal), input)
      } finally {
        model.dispose?.()
      }
    }
    case 'log':
      return withFacts(fitEnvironment(log, train, clicked, seed, size), input)
    default:
      return source satisfies never
  }
}

function sizeOf({ items }: InteractionColumns, plan: WorldPlan, rounds: number): WorldSize {
  return { arms: armsForTurnover(plan, rounds, items), visitors: plan.visitors }
}

/** Names, prices and purchases as the log tells them. */
function withFacts(environment: Environment, { experiment, log, itemNames }: WorldInput): Environment {
  const { items } = environment
  const purchases = purchasesOf(log, items, experiment.threshold)
  return {
    ...environment,
    armNames: namesOfItems(log, items, itemNames),
    purchases: typeof purchases === 'string' ? purchases : () => purchases,
    prices: pricesOfArms(log, items),
  }
}

function fromFeedback(environment: Environment, { arms, turnover }: WorldPlan): Environment {
  if (turnover && arms + turnover.arms > environment.arms)
    throw new RecbenchError(
      'bad-input',
      `The arms cannot come and go: ${arms} are there at a time, ${turnover.arms} change, and the feedback has ${environment.arms} actions.`,
      { remedy: `Give the world ${Math.max(2, environment.arms - turnover.arms)} arms or fewer.` },
    )
  const unknown = 'Logged feedback says what a shown item paid, not what was bought.'
  return { ...environment, purchases: unknown, prices: unknown }
}
