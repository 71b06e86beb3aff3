import * as v from 'valibot'

const whole = (minimum: number, message: string) => v.pipe(v.number(), v.integer(message), v.minValue(minimum, message))
const share = (message: string) => v.pipe(v.number(), v.gtValue(0, message), v.ltValue(1, message))

/** What a run computes: the ranking of held-out items, a simulation, values on logged feedback. */
export const lenses = ['ranking', 'simulation', 'off-policy'] as const
export type Lens = (typeof lenses)[number]

/** What a shown item pays: a click; a purchase after the click; its price times the purchase; or a weighted sum of the three. */
export const rewardFunctions = ['click', 'conversion', 'revenue', 'mixed'] as const

/** Where the truth of a simulation comes from. */
export const worldSources = ['log', 'feedback', 'shop', 'model'] as const

export const driftPlan = v.strictObject({
  /** `abrupt`: at every change the items trade places, each is liked as another one was; `gradual`: they move there over the whole span. */
  kind: v.picklist(['abrupt', 'gradual']),
  every: whole(1, 'Tastes drift after 1 or more rounds.'),
})

/** The simulated world. */
export const worldPlan = v.strictObject({
  /** Absent: logged feedback where the data are that, otherwise the interactions. */
  from: v.optional(v.picklist(worldSources)),
  /** With `from: model`, the recommender whose scores are the truth. */
  model: v.optional(v.string()),
  arms: v.optional(whole(2, 'A simulated world needs 2 or more arms.'), 100),
  visitors: v.optional(whole(1, 'A simulated world needs 1 or more visitors.'), 1000),
  reward: v.optional(v.picklist(rewardFunctions), 'click'),
  /** With `reward: mixed`, what a click, a purchase and a unit of revenue count. */
  mix: v.optional(v.strictObject({ click: v.number(), conversion: v.number(), revenue: v.number() }), {
    click: 1,
    conversion: 0,
    revenue: 0,
  }),
  drift: v.optional(driftPlan),
  /** Items shown at once; more than one is a slate whose places are examined with falling probability. */
  positions: v.optional(whole(1, 'A visitor sees 1 or more items.'), 1),
  /** Probability that a visitor who examined a place examines the next. */
  examination: v.optional(share('The probability of examining the next place lies between 0 and 1.'), 0.8),
  /** `position`: every place looked at is clicked on its own; `cascade`: people stop at the first click. Absent: `position`. */
  clicks: v.optional(v.picklist(['position', 'cascade'])),
  /** Arms that come and go: after each span of rounds as many leave and as many new ones arrive. */
  turnover: v.optional(
    v.strictObject({
      every: whole(1, 'Arms come and go after 1 or more rounds.'),
      arms: whole(1, 'At a change 1 or more arms come and go.'),
    }),
  ),
})
export type WorldPlan = v.InferOutput<typeof worldPlan>

/** Retraining on what the policy itself showed, over and over. */
export const loopPlan = v.strictObject({
  rounds: v.optional(whole(1, 'A feedback loop needs 1 or more rounds.'), 10),
  /** Items shown to each visitor in a round. */
  shown: v.optional(whole(1, 'A visitor of the feedback loop sees 1 or more items.'), 10),
  /** Share of visitors that come in a round. */
  visiting: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1)), 0.5),
})
export type LoopPlan = v.InferOutput<typeof loopPlan>

/** A policy that is no recommender, with its settings; absent ones take their default. */
export const policyChoice = v.strictObject({
  id: v.string(),
  config: v.optional(v.record(v.string(), v.union([v.number(), v.string(), v.boolean(), v.array(v.number())])), {}),
})
export type PolicyChoice = v.InferOutput<typeof policyChoice>

/** Policies for sequences of recommendations, in a world whose visitors change by what they are shown. */
export const sequencePlan = v.strictObject({
  policies: v.optional(v.pipe(v.array(policyChoice), v.nonEmpty('Sequences need 1 or more policies.')), [
    { id: 'q-learning' },
    { id: 'dqn' },
  ]),
  world: v.optional(v.picklist(['log', 'trust']), 'log'),
  /** Sequences to learn from. */
  episodes: v.optional(whole(1, 'A policy learns from 1 or more sequences.'), 3000),
  /** What a reward one step later is worth. */
  discount: v.optional(share('The discount of sequences lies between 0 and 1.'), 0.9),
})
export type SequencePlan = v.InferOutput<typeof sequencePlan>

/** A simulated A/B test of the first model against each other one. */
export const abPlan = v.strictObject({
  visitors: v.optional(whole(100, 'A simulated A/B test needs 100 or more visitors.'), 10_000),
  /** Share of visitors that meet the first model. */
  allotment: v.optional(share('The share of visitors that meet the first model lies between 0 and 1.'), 0.5),
  /** Looks at the running test, the last included; sequential bounds keep the error rate over all of them. */
  looks: v.optional(whole(1, 'A test is looked at 1 or more times.'), 5),
  level: v.optional(share('The significance level of the A/B test lies between 0 and 1.'), 0.05),
  power: v.optional(share('The power of the A/B test lies between 0 and 1.'), 0.8),
})
export type AbPlan = v.InferOutput<typeof abPlan>

export const intervalKinds = ['bootstrap', 't', 'hoeffding', 'empirical-bernstein'] as const
export type IntervalKind = (typeof intervalKinds)[number]

export const learnerIds = ['ipw', 'dr'] as const

/** How policies are valued beside the ranking: by simulation, and off-policy when the log has propensities. */
export const policyPlan = v.strictObject({
  rounds: v.optional(whole(1, 'A simulation needs 1 or more rounds.'), 2000),
  repeats: v.optional(whole(1, 'A simulation needs 1 or more repeats.'), 5),
  estimators: v.optional(v.array(v.string()), ['replay', 'ips', 'snips']),
  clip: v.optional(v.nullable(v.number()), null),
  /** A data set with logged bandit feedback; absent: the experiment's own data when it has propensities. */
  log: v.optional(v.string()),
  /** Absent: all of them. */
  lenses: v.optional(v.pipe(v.array(v.picklist(lenses)), v.nonEmpty('A run needs 1 or more lenses.'))),
  world: v.optional(worldPlan),
  /** Rounds after which a reward becomes known. */
  delay: v.optional(whole(0, 'Rewards are delayed by 0 or more rounds.')),
  /** Rounds after which a policy learns all rewards that are known. */
  batch: v.optional(whole(1, 'A policy learns after every 1 or more rounds.')),
  /** Rounds of the world, chosen uniformly at random, that a bandit learns before the first one counts. */
  warmStart: v.optional(whole(0, 'A warm start has 0 or more rounds.')),
  interval: v.optional(v.picklist(intervalKinds)),
  /** Absent: 0.95. */
  confidence: v.optional(share('The confidence of intervals lies between 0 and 1.')),
  /** `estimated`: by a model of what the log showed; every value then carries a warning. */
  propensities: v.optional(v.picklist(['logged', 'estimated'])),
  /** How estimators with a λ of their own choose it where no clip is given; absent: by SLOPE. */
  selection: v.optional(v.picklist(['slope', 'mse'])),
  /** Policies learned from the log alone and valued on the part they did not see. */
  learners: v.optional(v.array(v.picklist(learnerIds))),
  loop: v.optional(loopPlan),
  /** Policies that choose whole slates, simulated beside the models where several items are shown at once. */
  slates: v.optional(v.array(policyChoice)),
  sequences: v.optional(sequencePlan),
  ab: v.optional(abPlan),
})
export type PolicyPlan = v.InferOutput<typeof policyPlan>

/** Interval and confidence when a plan names none. */
export const defaultInterval: IntervalKind = 'bootstrap'
export const defaultConfidence = 0.95
export const defaultWorld: WorldPlan = v.parse(worldPlan, {})
export const defaultLoop: LoopPlan = v.parse(loopPlan, {})
export const defaultAb: AbPlan = v.parse(abPlan, {})
export const defaultSequences: SequencePlan = v.parse(sequencePlan, {})
export const defaultPlan: PolicyPlan = v.parse(policyPlan, {})

export const hasLens = (plan: PolicyPlan | undefined, lens: Lens): boolean =>
  !plan ? lens === 'ranking' : !plan.lenses || plan.lenses.includes(lens)
