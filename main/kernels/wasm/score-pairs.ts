import { rowLength } from '../reference/differentiate-pairs.ts'
import type { ScorePairs } from '../reference/score-pairs.ts'
import type { Runner } from '../runner.ts'
import { planOf, rowBytes } from './pair-network-plan.ts'

const module = 'pair-network'
const grain = 64

export function scorePairs(run: Runner, { network, users, into }: ScorePairs): void {
  const { memory, address: at } = run
  const { embedding, layers, userTable, itemTable } = network
  const items = itemTable.length / rowLength(network)
  if (users.length === 0 || items === 0) return
  const plan = planOf(run, network)
  const mark = memory.mark()
  const width = layers[0] ?? 0
  const chosen = memory.putIntegers(users)
  const every = memory.putIntegers(Int32Array.from({ length: width > 0 ? items : 0 }, (_, item) => item))
  const userHidden = memory.floats(users.length * width)
  const itemHidden = memory.floats(items * width)
  const gathered = memory.floats(Math.max(users.length, every.length) * embedding)
  const embed = (table: Float32Array, rows: Int32Array, weights: number, biases: number, hidden: Float32Array) => {
    const from = [at(table), rowBytes(network), at(rows), embedding, at(gathered)]
    run.share(module, 'embed', rows.length, grain, ...from, weights, biases, width, at(hidden))
  }
  if (width > 0) {
    const { userWeights, itemWeights, firstBiases } = plan.layout
    embed(userTable, chosen, plan.addressOf(userWeights), plan.addressOf(firstBiases), userHidden)
    embed(itemTable, every, plan.addressOf(itemWeights), 0, itemHidden)
  }
  plan.pointAt(chosen, userHidden, itemHidden)
  run.share(module, 'scoreItems', users.length, 1, plan.address, items, at(into))
  memory.release(mark)
}
