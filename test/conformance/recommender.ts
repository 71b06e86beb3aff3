import { beforeAll, describe, expect, it } from 'vitest'
import { RecbenchError } from '../../main/contract/errors.ts'
import { parseConfiguration } from '../../main/contract/settings.ts'
import type { Interactions } from '../../main/data/interactions.ts'
import { makeFolds } from '../../main/evaluation/splits/all.ts'
import { summarizeModel } from '../../main/evaluation/summarize.ts'
import { Random } from '../../main/math/random.ts'
import { findRecommender } from '../../main/recommenders/all.ts'
import type { AnyRecommender, Model, TrainContext } from '../../main/recommenders/recommender.ts'
import { checkerboard, generateLog, ratedCheckerboard } from '../fixtures/logs.ts'
import { experimentOf, runAll } from '../helpers/experiments.ts'

export interface Expectations {
  /** Settings for the small logs of the suite, such as fewer factors or epochs. */
  readonly config?: Readonly<Record<string, number | string | boolean | readonly number[]>>
  /** Further settings for the checkerboard of 112 events. */
  readonly boardConfig?: Expectations['config']
  /** NDCG@10 on the generated log, 4 folds: measured, with room for other machines. */
  readonly ndcgAt10: readonly [low: number, high: number]
  /** RMSE on the generated log, 4 folds, of models that predict values. */
  readonly rmse?: readonly [low: number, high: number]
  /** False for models that cannot solve the checkerboard, such as those that give everybody the same list. */
  readonly personal?: boolean
  readonly backend?: string
  /** How far scores may differ between two trainings or after loading; 0 unless stated. */
  readonly tolerance?: number
}

/** A context without machinery: seeded streams, no progress. */
export const contextOf = (given: Partial<TrainContext> = {}): TrainContext => ({
  random: (purpose) => new Random(7, purpose),
  threads: 1,
  backend: 'cpu',
  signal: new AbortController().signal,
  progress: () => undefined,
  loss: () => undefined,
  log: () => undefined,
  ...given,
})

export const scoresOf = async (model: Model, items: number, users: readonly number[]): Promise<Float32Array> => {
  const into = new Float32Array(users.length * items)
  await model.score(Int32Array.from(users), into)
  return into
}

/** What every recommender of the catalogue does. Call it inside `describe`. */
export function behavesLikeRecommender(recommender: AnyRecommender, expected: Expectations): void {
  const { config = {}, personal = true, backend = 'cpu', tolerance = 0 } = expected
  const { abilities } = recommender
  const train = async (log: Interactions, given: Partial<TrainContext> = {}, more: Expectations['config'] = {}) =>
    recommender.train(
      log,
      parseConfiguration(recommender.id, recommender.settings, { ...config, ...more }) as never,
      contextOf({ backend, ...given }),
    )
  const close = (actual: Float32Array, wanted: Float32Array) =>
    tolerance === 0
      ? expect(actual).toEqual(wanted)
      : actual.forEach((value, i) => expect(Math.abs(value - wanted[i]!)).toBeLessThanOrEqual(tolerance))

  describe('as every recommender', () => {
    const log = generateLog()
    const someone = 3
    const nobody = log.users - 1
    let model: Model
    beforeAll(async () => {
      model = await train(log)
    })

    it('is in the catalogue under its id, with title, summary, formula and reference', () => {
      expect(findRecommender(recommender.id)).toBe(recommender)
      for (const text of [recommender.title, recommender.formula, recommender.reference]) expect(text).not.toBe('')
      expect(recommender.summary).toMatch(/^[A-Z].*\.$/)
    })

    it('has settings whose defaults are allowed, survive JSON and are explained in a sentence', () => {
      const defaults = parseConfiguration(recommender.id, recommender.settings)
      const read = JSON.parse(JSON.stringify(defaults)) as Record<string, unknown>
      expect(parseConfiguration(recommender.id, recommender.settings, read)).toEqual(defaults)
      for (const field of Object.values(recommender.settings)) expect(field.help).toMatch(/\.$/)
    })

    it('refuses a setting it does not have', () => {
      expect(() => parseConfiguration(recommender.id, recommender.settings, { nonsense: 1 })).toThrow(/"nonsense"/)
    })

    it('has the methods its abilities promise, and no others', () => {
      expect(model.predict !== undefined).toBe(abilities.predictsValues)
      expect(model.scoreHistory !== undefined).toBe(abilities.foldsIn)
      expect(model.similarItems !== undefined).toBe(abilities.similarItems)
      expect(model.explain !== undefined).toBe(abilities.explains !== null)
    })

    it('scores a user the same alone and in a block', async () => {
      const block = await scoresOf(model, log.items, [0, someone, 9])
      const alone = await scoresOf(model, log.items, [someone])
      const row = block.slice(log.items, 2 * log.items)
      alone.forEach((score, item) => expect(Math.abs(score - row[item]!)).toBeLessThanOrEqual(1e-5))
    })

    it('gives the same scores again for the same seed', async () => {
      const again = await train(generateLog())
      close(await scoresOf(again, log.items, [0, someone]), await scoresOf(model, log.items, [0, someone]))
      again.dispose?.()
    })

    it('scores and predicts the same after save and load', async () => {
      const users = [0, someone, nobody]
      const loaded = await recommender.load(model.save())
      close(await scoresOf(loaded, log.items, users), await scoresOf(model, log.items, users))
      if (model.predict && loaded.predict) {
        const items = Int32Array.of(0, 5, log.items - 1)
        const [before, after] = [new Float32Array(3), new Float32Array(3)]
        await model.predict(Int32Array.from(users), items, before)
        await loaded.predict(Int32Array.from(users), items, after)
        close(after, before)
      }
      loaded.dispose?.()
    })

    it('refuses to load bytes that are not its own', async () => {
      const load = async () => recommender.load(new TextEncoder().encode('not a model at all'))
      await expect(load()).rejects.toThrow(RecbenchError)
    })

    it('falls back for a user without training events and for an item without any: no score is infinite, some are numbers', async () => {
      const scores = await scoresOf(model, log.items, [nobody])
      for (const score of scores) expect(Math.abs(score)).not.toBe(Infinity)
      expect(scores.some((score) => !Number.isNaN(score))).toBe(true)
      if (model.predict) {
        const values = new Float32Array(3).fill(NaN)
        const last = log.items - 1
        await model.predict(Int32Array.of(nobody, 0, nobody), Int32Array.of(0, last, last), values)
        for (const value of values) expect(Number.isFinite(value)).toBe(true)
      }
    })

    it('folds in an empty history and one of items it does not know', async () => {
      for (const history of [Int32Array.of(), Int32Array.of(log.items - 1)]) {
        const into = new Float32Array(log.items).fill(NaN)
        await model.scoreHistory?.(history, null, into)
        if (model.scoreHistory) expect(into.some((score) => Number.isFinite(score))).toBe(true)
      }
    })

    it('lists similar items best first, without the item itself', () => {
      if (!model.similarItems) return
      const { items, similarities } = model.similarItems(2, 5)
      expect(items.length).toBe(similarities.length)
      expect(items.length).toBeLessThanOrEqual(5)
      expect([...items]).not.toContain(2)
      expect([...similarities]).toEqual([...similarities].sort((a, b) => b - a))
    })

    it('explains a score by parts that add up when it calls itself exact', async () => {
      if (!model.explain || !model.scoreHistory) return
      const history = log.byUser.indices.slice(log.byUser.offsets[someone], log.byUser.offsets[someone + 1])
      const into = new Float32Array(log.items)
      await model.scoreHistory(history, null, into)
      const { parts, rest, exact } = model.explain(history, null, 7)
      expect(exact).toBe(abilities.explains === 'exact')
      if (exact) expect(parts.reduce((sum, part) => sum + part.amount, rest)).toBeCloseTo(into[7]!, 4)
      const amounts = parts.map(({ amount }) => Math.abs(amount))
      expect(amounts).toEqual([...amounts].sort((a, b) => b - a))
      for (const { item } of parts) expect(history).toContain(item)
    })

    it('stops when it is cancelled', async () => {
      await expect(train(log, { signal: AbortSignal.abort(new Error('stopped')) })).rejects.toThrow('stopped')
    })

    const personally = personal ? it : () => undefined
    personally('finds the withheld diagonal of a checkerboard', async () => {
      const size = 16
      const board = abilities.predictsValues ? ratedCheckerboard(size) : checkerboard(size)
      const solver = await train(board, {}, expected.boardConfig)
      for (let user = 0; user < size; user++) {
        const scores = await scoresOf(solver, size, [user])
        const others = scores.filter((_, item) => (user + item) % 2 === 1)
        expect(scores[user], `user ${user}`).toBeGreaterThan(Math.max(...others))
      }
      solver.dispose?.()
    })

    it('reaches its band on the generated log', async () => {
      const metrics = expected.rmse ? ['ndcg@10', 'rmse'] : ['ndcg@10']
      const experiment = experimentOf({
        models: [{ id: recommender.id, config: { ...config } as Record<string, number> }],
        split: { kind: 'kfold', folds: 4 },
        metrics,
        backend: backend as 'cpu',
      })
      const folds = makeFolds(log, experiment.split, experiment.seed)
      const outcomes = await runAll(experiment, log, folds)
      const result = summarizeModel(experiment, 0, outcomes).metrics
      expect(result['ndcg@10']!.mean).toBeGreaterThanOrEqual(expected.ndcgAt10[0])
      expect(result['ndcg@10']!.mean).toBeLessThanOrEqual(expected.ndcgAt10[1])
      if (!expected.rmse) return
      expect(result['rmse']!.mean).toBeGreaterThanOrEqual(expected.rmse[0])
      expect(result['rmse']!.mean).toBeLessThanOrEqual(expected.rmse[1])
    })
  })
}
