import { integer, real } from '../../../contract/settings.ts'
import { finiteEnvironment } from './finite-environment.ts'
import { TransitionTable } from './transition-table.ts'
import { defineSequenceWorld } from './world.ts'

const baitClick = 0.8
const startLevel = (levels: number) => Math.floor(levels / 2)

/**
 * A reader whose trust the recommender wins or wastes, small enough to be solved exactly: trust t = 0 … T − 1, and three kinds of items.
 *
 *   bait: clicked with 0.8, trust falls by one;   sound: clicked with 0.2 + 0.5 t / (T − 1), a click lifts trust by one;   familiar: clicked with 0.4, trust stays
 *   after each item the reader leaves with probability ℓ (1 − t / T), t the trust they had
 *
 * A click pays 1. Bait is best for who looks one step ahead and low in trust; over a sequence sound items are.
 */
export const trustWorld = defineSequenceWorld({
  id: 'trust',
  title: 'Trust',
  summary: 'A reader whom catchy items please now and drive away later, small enough to be solved exactly.',
  formula: 'P(click): bait 0.8, sound 0.2 + 0.5 t / (T − 1), familiar 0.4; P(leave) = ℓ (1 − t / T)',
  settings: {
    levels: integer({ default: 6, minimum: 2, maximum: 100, help: 'T: levels of trust.' }),
    leaving: real({ default: 0.3, maximum: 1, help: 'ℓ: probability that a reader without trust leaves.' }),
  },
  needsLog: false,
  create(_log, { levels, leaving }) {
    const starts = new Float64Array(levels)
    starts[startLevel(levels)] = 1
    const kinds = [
      { click: () => baitClick, after: (trust: number) => [Math.max(0, trust - 1), Math.max(0, trust - 1)] },
      {
        click: (trust: number) => 0.2 + (0.5 * trust) / (levels - 1),
        after: (trust: number) => [Math.min(levels - 1, trust + 1), trust],
      },
      { click: () => 0.4, after: (trust: number) => [trust, trust] },
    ]
    const transitions = new TransitionTable(starts, kinds.length, (trust, action) => {
      const { click, after } = kinds[action]!
      const rate = click(trust)
      const leaves = leaving * (1 - trust / levels)
      return [1, 0].flatMap((reward) => {
        const probability = reward === 1 ? rate : 1 - rate
        const next = after(trust)[1 - reward]!
        return [
          { probability: probability * (1 - leaves), reward, next, done: false },
          { probability: probability * leaves, reward, next, done: true },
        ]
      })
    })
    return finiteEnvironment({
      transitions,
      featuresOfStates: Float64Array.from({ length: 2 * levels }, (_, cell) =>
        cell % 2 === 0 ? 1 : (cell - 1) / 2 / (levels - 1),
      ),
      stateNames: Array.from({ length: levels }, (_, trust) => `trust ${trust}`),
      actionNames: ['bait', 'sound', 'familiar'],
      description: `Simulated world: a reader with ${levels} levels of trust, three kinds of items, known probabilities.`,
    })
  },
})
