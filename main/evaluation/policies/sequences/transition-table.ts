import type { Random } from '../../../math/random.ts'
import type { SequenceStep } from './environment.ts'

/** A step with its probability. */
export interface Outcome extends SequenceStep {
  readonly probability: number
}

/** Everything that can happen in a world with numbered states: which steps each action can lead to, with their probabilities, and where sequences begin. */
export class TransitionTable {
  readonly states: number
  readonly actions: number
  /** Probability that a sequence begins in each state. */
  readonly starts: Float64Array
  /** Outcomes of action a in state s are those from offsets[s · actions + a] to the next offset. */
  readonly offsets: Int32Array
  readonly probability: Float64Array
  readonly reward: Float64Array
  readonly next: Int32Array
  /** 1 where the sequence ends. */
  readonly done: Uint8Array

  constructor(
    starts: Float64Array,
    actions: number,
    outcomesOf: (state: number, action: number) => readonly Outcome[],
  ) {
    this.states = starts.length
    this.actions = actions
    this.starts = starts
    this.offsets = new Int32Array(this.states * actions + 1)
    const all: Outcome[] = []
    for (let state = 0; state < this.states; state++)
      for (let action = 0; action < actions; action++) {
        for (const outcome of outcomesOf(state, action)) if (outcome.probability > 0) all.push(outcome)
        this.offsets[state * actions + action + 1] = all.length
      }
    this.probability = Float64Array.from(all, ({ probability }) => probability)
    this.reward = Float64Array.from(all, ({ reward }) => reward)
    this.next = Int32Array.from(all, ({ next }) => next)
    this.done = Uint8Array.from(all, ({ done }) => (done ? 1 : 0))
  }

  drawStart(random: Random): number {
    return drawIndex(this.starts, 0, this.starts.length, random.uniform())
  }

  drawStep(state: number, action: number, random: Random): SequenceStep {
    const row = state * this.actions + action
    const at = drawIndex(this.probability, this.offsets[row]!, this.offsets[row + 1]!, random.uniform())
    return { reward: this.reward[at]!, next: this.next[at]!, done: this.done[at] === 1 }
  }

  /** Σ P (r + γ V(s′)) over the outcomes of an action: what it is worth when states are worth `values`. */
  backup(state: number, action: number, discount: number, values: Float64Array): number {
    const row = state * this.actions + action
    let worth = 0
    for (let at = this.offsets[row]!; at < this.offsets[row + 1]!; at++)
      worth += this.probability[at]! * (this.reward[at]! + (this.done[at] ? 0 : discount * values[this.next[at]!]!))
    return worth
  }
}

function drawIndex(probabilities: Float64Array, from: number, to: number, uniform: number): number {
  let cumulative = 0
  for (let at = from; at < to; at++) {
    cumulative += probabilities[at]!
    if (cumulative > uniform) return at
  }
  return to - 1
}
