/** The part of 'recbench' about policies: simulation, values on a log, streams. The editor reads it after recbench.d.ts. */
declare module 'recbench' {
  interface Dynamics {
    /** Tastes change after so many rounds: all at once, or little by little. */
    drift?: { kind: 'abrupt' | 'gradual'; every: number }
    /** After every so many rounds, so many arms leave and as many new ones come. */
    turnover?: { every: number; arms: number }
    /** Items shown at once, and the probability that who looked at one looks at the next. */
    positions?: number
    examination?: number
  }

  interface Course {
    rounds?: number
    repeats?: number
    /** Rounds after which a reward becomes known, and after which a policy learns what is known. */
    delay?: number
    batch?: number
    /** Rounds of random items that a bandit learns before the first one. */
    warmStart?: number
  }

  interface SimulationPlan extends Course {
    world?: Dynamics & {
      from?: 'log' | 'feedback' | 'shop' | 'model'
      /** With `from: 'model'`, the recommender whose scores are the truth. */
      model?: string
      arms?: number
      visitors?: number
      reward?: 'click' | 'conversion' | 'revenue' | 'mixed'
      mix?: { click: number; conversion: number; revenue: number }
    }
    /** A feedback loop as well: each model is trained again and again on what it showed. */
    loop?: { rounds?: number; shown?: number; visiting?: number }
  }

  /** A world of your own: functions of the number of a visitor, 0 … visitors − 1. */
  export interface OwnEnvironment {
    /** How many arms, or their names. */
    readonly arms: number | readonly string[]
    readonly visitors: number
    /** What contextual policies see of a visitor. */
    features?(visitor: number): readonly number[]
    /** Probability that the visitor clicks each arm. */
    probabilities(visitor: number): readonly number[]
    /** What a click of the visitor on an arm pays; 1 when absent. */
    reward?(visitor: number, arm: number): number
  }

  /** A policy of your own. All its chance must come from `random()`, a number from 0 to below 1. */
  export interface OwnPolicy {
    readonly name: string
    create(size: { readonly arms: number; readonly features: number }): {
      select(context: { visitor: number; features: ArrayLike<number> }, random: () => number): number
      /** `reward` is what was paid, as a share of the most that can be. */
      update?(context: { visitor: number; features: ArrayLike<number> }, arm: number, reward: number): void
    }
  }

  /** What a simulation found. */
  export class Simulation {
    private constructor()
    readonly policies: readonly SimulatedPolicy[]
    /** One record per policy, the largest mean reward first. */
    table(): Record<string, string | number | null>[]
  }

  interface SimulatedPolicy {
    readonly label: string
    /** Curves at evenly spaced rounds; `low` and `high` are the 95 % band of the regret. */
    readonly simulation: {
      readonly rounds: readonly number[]
      readonly regret: readonly number[]
      readonly low: readonly number[]
      readonly high: readonly number[]
      readonly reward: readonly number[]
      readonly meanReward: number
    } | null
  }

  /** Lets policies play in a simulated world: one of your own, or one made of a log, which appears in Runs. */
  export function simulate(
    options: Course &
      Dynamics & {
        environment: OwnEnvironment
        policies: readonly (ModelSpecification | OwnPolicy)[]
        seed?: number
        /** With `turnover`, how many arms are there at a time. */
        present?: number
      },
  ): Promise<Simulation>
  export function simulate(
    options: SimulationPlan & {
      log: Log
      policies: readonly ModelSpecification[]
      seed?: number
      threads?: number
      threshold?: number
    },
  ): Promise<Simulation>

  /** How policies are valued on a log of what was shown. */
  interface OffPolicyPlan {
    /** `ips`, `snips`, `dm`, `dr` when absent; `estimators()` lists them. */
    estimators?: string[]
    /** The largest weight a round may have. */
    clip?: number | null
    interval?: 'bootstrap' | 't' | 'hoeffding' | 'empirical-bernstein'
    /** 0.95 when absent. */
    confidence?: number
    /** How estimators with a λ of their own choose it. */
    selection?: 'slope' | 'mse'
    /** `estimated`: by a model of what the log shows; every value then carries a warning. */
    propensities?: 'logged' | 'estimated'
    /** Policies learned from the log and valued on the half they did not see. */
    learners?: ('ipw' | 'dr')[]
  }

  /** What a log says of policies. */
  export class PolicyValues {
    private constructor()
    readonly run: string
    readonly log: {
      readonly name: string
      readonly rounds: number
      readonly rewards: number
      readonly value: number
      readonly low: number
      readonly high: number
      readonly uniform: boolean
      readonly note: string | null
    }
    readonly policies: readonly {
      readonly label: string
      readonly estimates: readonly {
        readonly estimator: string
        readonly value: number | null
        readonly low: number | null
        readonly high: number | null
        readonly effectiveSample: number
        readonly note: string | null
      }[]
      readonly largestWeight: number | null
      readonly support?: {
        readonly unsupportedShare: number
        readonly unsupportedActions: number
        readonly note: string | null
      }
    }[]
    readonly rankings: readonly {
      readonly estimator: string
      /** Positions in `policies`, best first. */
      readonly order: readonly number[]
      readonly rankCorrelation: number | null
      readonly regret: number | null
    }[]
    /** One record per policy and estimator. */
    table(): Record<string, string | number | null>[]
  }

  /** Values policies that never ran, from a log of what was shown, with which probability, and what it paid. */
  export function ope(
    options: OffPolicyPlan & {
      log: Log
      /** A log of what was shown, where it is not the one the models learn from. */
      feedback?: Log
      policies: readonly ModelSpecification[]
      seed?: number
      threads?: number
    },
  ): Promise<PolicyValues>

  /** The off-policy estimators. */
  export function estimators(): Promise<
    readonly {
      readonly id: string
      readonly title: string
      readonly summary: string
      readonly formula: string
      readonly reference: string
      readonly needs: readonly string[]
    }[]
  >

  /**
   * Learns events one by one with incremental matrix factorisation (ISGD), each tested before it is learned: is the item among the `cutoff` that the user would be shown?
   */
  export function learnStream(
    events: Iterable<readonly [user: string | number, item: string | number]>,
    plan?: { factors?: number; learningRate?: number; regularization?: number; cutoff?: number; seed?: number },
  ): Promise<{
    readonly events: number
    readonly tested: number
    readonly hitRate: number
    readonly curve: { readonly events: readonly number[]; readonly hitRate: readonly (number | null)[] }
    readonly eventsPerSecond: number
    readonly testsPerSecond: number
  }>
}
