import { RecbenchError } from '../../contract/errors.ts'

/** The lowest arm with the largest value. */
export function firstMaximum(values: Float64Array | Float32Array): number {
  let best = 0
  for (let arm = 1; arm < values.length; arm++) if (values[arm]! > values[best]!) best = arm
  return best
}

/** Draws an arm from probabilities that sum to 1: the first whose cumulative probability exceeds `uniform`. */
export function drawArm(probabilities: Float64Array, uniform: number): number {
  let cumulative = 0
  let last = 0
  for (let arm = 0; arm < probabilities.length; arm++) {
    if (probabilities[arm]! === 0) continue
    cumulative += probabilities[arm]!
    last = arm
    if (cumulative > uniform) return arm
  }
  return last
}

/** Plays and summed reward of each arm: all that a policy without context remembers. */
export class ArmRecord {
  readonly plays: Float64Array
  readonly sums: Float64Array
  rounds: number

  constructor(plays: Float64Array, sums: Float64Array) {
    this.plays = plays
    this.sums = sums
    this.rounds = plays.reduce((total, n) => total + n, 0)
  }

  static empty(arms: number): ArmRecord {
    return new ArmRecord(new Float64Array(arms), new Float64Array(arms))
  }

  /** Record of arms k that were from[k], see `Policy.rearranged`. */
  rearranged(from: Int32Array): ArmRecord {
    return new ArmRecord(rearrangedColumn(this.plays, from), rearrangedColumn(this.sums, from))
  }

  add(arm: number, reward: number): void {
    checkArm(arm, this.plays.length)
    this.plays[arm]! += 1
    this.sums[arm]! += reward
    this.rounds += 1
  }
}

/** Entries of arms k that were from[k], `unknown` where from[k] is −1. */
export const rearrangedColumn = (column: Float64Array, from: Int32Array, unknown = 0): Float64Array =>
  Float64Array.from(from, (arm) => (arm < 0 ? unknown : column[arm]!))

export function checkArm(arm: number, arms: number): void {
  if (!(arm >= 0 && arm < arms))
    throw new RecbenchError('invalid-parameter', `There is no arm ${arm}: the policy has arms 0 to ${arms - 1}.`)
}
