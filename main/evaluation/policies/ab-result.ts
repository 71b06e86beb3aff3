import type { AbTestResult, PolicyResult } from '../../contract/api/policies.ts'
import type { AbPlan } from '../../contract/policy-plan.ts'
import { Random } from '../../math/random.ts'
import { creditClicks, interleaveByTeamDraft } from '../ab/interleaving.ts'
import { testPreference } from '../ab/preference.ts'
import { readAbTest } from '../ab/read-test.ts'
import { drawCrowd, type AbArm, type AbCrowd } from './ab-arm.ts'

/** A model's result with what it did in the A/B test, where the plan has one. */
export type TestedPolicy = PolicyResult & { readonly abArm?: AbArm }

export const withoutArm = ({ abArm: _, ...policy }: TestedPolicy): PolicyResult => policy

/** Probability that a visitor who looked at a place looks at the next. */
const examination = 0.8

/** The simulated A/B tests of the first model of an experiment against every other one that has played its part. */
export function readAbTests(
  policies: readonly (TestedPolicy | undefined)[],
  plan: AbPlan,
  seed: number,
): AbTestResult[] {
  const [first, ...others] = policies
  if (!first?.abArm) return []
  const a = { label: first.label, arm: first.abArm }
  return others.flatMap((other) =>
    other?.abArm ? [readSimulatedTest(a, { label: other.label, arm: other.abArm }, plan, seed)] : [],
  )
}

export interface AbModel {
  readonly label: string
  readonly arm: AbArm
}

/**
 * Reads the simulated A/B test of two models, and interleaves their lists for the same crowd: place j is looked at with probability 0.8^j, and a click counts for the model
 * whose team placed the item.
 */
export function readSimulatedTest(a: AbModel, b: AbModel, plan: AbPlan, seed: number): AbTestResult {
  const crowd = drawCrowd(a.arm.lists.length / a.arm.places, plan, seed)
  const units = ({ arm }: AbModel, control: boolean) => ({
    values: Float64Array.from(arm.rewards),
    past: Float64Array.from(arm.past),
    arrival: arrivalsOf(crowd, control),
  })
  const reading = readAbTest({ control: units(a, true), treatment: units(b, false) }, plan)
  return { a: a.label, b: b.label, ...reading, interleaving: interleave(a.arm, b.arm, crowd, plan, seed) }
}

const arrivalsOf = ({ meetsControl }: AbCrowd, control: boolean): Int32Array =>
  Int32Array.from(meetsControl.keys().filter((i) => (meetsControl[i] === 1) === control))

function interleave(a: AbArm, b: AbArm, { visitor }: AbCrowd, { level }: AbPlan, seed: number) {
  const random = new Random(seed, 'interleaving')
  const wins = { a: 0, b: 0, ties: 0 }
  visitor.forEach((kind, i) => {
    const [listA, listB] = [listOf(a, kind), listOf(b, kind)]
    const { list, teams } = interleaveByTeamDraft(
      listA,
      listB,
      Math.min(a.places, b.places),
      () => random.uniform() < 0.5,
    )
    const looked = lookedAt(list.length, random)
    const clicked = list.flatMap((arm, place) => (place < looked && clicks(a, listA, b, listB, i, arm) ? [place] : []))
    const credit = creditClicks(teams, clicked)
    wins[credit.a > credit.b ? 'a' : credit.b > credit.a ? 'b' : 'ties']++
  })
  const visits = wins.a + wins.b
  if (visits === 0) return null
  const { share } = testPreference({ a: wins.b, b: wins.a, ties: wins.ties }, level)
  return { preference: wins.b / visits, low: share.low, high: share.high, visits }
}

function lookedAt(places: number, random: Random): number {
  let looked = 1
  while (looked < places && random.uniform() < examination) looked++
  return looked
}

const listOf = ({ lists, places }: AbArm, kind: number) => lists.slice(kind * places, (kind + 1) * places)

/** Whether person i clicks an item: both models note the same of the items that both have. */
function clicks(
  a: AbArm,
  listA: readonly number[],
  b: AbArm,
  listB: readonly number[],
  i: number,
  arm: number,
): boolean {
  const place = listA.indexOf(arm)
  return place >= 0 ? ((a.clicks[i]! >> place) & 1) === 1 : ((b.clicks[i]! >> listB.indexOf(arm)) & 1) === 1
}
