import type { DifferentiatePairs, PairBatch, PairGradients } from '../reference/differentiate-pairs.ts'
import type { Runner } from '../runner.ts'
import { planOf, rowBytes, type PairNetworkPlan } from './pair-network-plan.ts'

const module = 'pair-network'
/** Distinct users or items that one thread takes at a time. */
const grain = 64

/**
 * In five passes, each shared by all threads: the first layer's half of each distinct user and item; a chunk of pairs at a time through all layers and back to the
 * first; each user's and item's sum over its pairs; their gradients; the first layer's weights.
 */
export function differentiatePairs(run: Runner, { network, batch, gradients }: DifferentiatePairs): number {
  if (batch.labels.length === 0) {
    gradients?.dense.fill(0)
    return 0
  }
  const plan = planOf(run, network)
  const chunks = plan.load(batch, gradients !== null)
  if (network.layers.length > 0) embedBatch(run, plan, batch)
  if (gradients) transposeWeights(run, plan)
  run.share(module, 'passPairs', chunks, 1, plan.address)
  const loss = plan.readLoss(chunks)
  if (gradients) turnBatch(run, plan, batch, gradients, chunks)
  return loss
}

function embedBatch(run: Runner, plan: PairNetworkPlan, batch: PairBatch): void {
  const at = run.address
  const { network, layout, sides } = plan
  const embed = (table: Float32Array, side: typeof sides.users, count: number, weights: number, biases: number) => {
    const from = [at(table), rowBytes(network), at(side.rows), network.embedding, at(side.gathered)]
    run.share(module, 'embed', count, grain, ...from, weights, biases, network.layers[0]!, at(side.hidden))
  }
  const [users, items, biases] = [layout.userWeights, layout.itemWeights, layout.firstBiases].map(plan.addressOf)
  embed(network.userTable, sides.users, batch.users.length, users!, biases!)
  embed(network.itemTable, sides.items, batch.items.length, items!, 0)
}

function transposeWeights(run: Runner, plan: PairNetworkPlan): void {
  for (const { place, into } of plan.transposed)
    run.call(module, 'transpose', plan.addressOf(place), place.rows, place.columns, run.address(into))
}

function turnBatch(
  run: Runner,
  plan: PairNetworkPlan,
  batch: PairBatch,
  gradients: PairGradients,
  chunks: number,
): void {
  const at = run.address
  const { network, layout, sides } = plan
  const dense = at(gradients.dense)
  run.call(module, 'sumParts', plan.parts, 4 * plan.partLength, chunks, dense + 4 * plan.partStart, plan.partLength)
  gradients.dense[layout.bias.offset + 1] = 0
  const [left, right] = plan.numbers
  const turn = (side: typeof sides.users, count: number, matrix: number, other: number[], into: Float32Array) => {
    const from = [plan.address, at(side.offsets), at(side.members), at(side.hiddenGradient)]
    const through = [at(plan.transposed[matrix]!.into), at(side.embedded), ...other]
    run.share(module, 'turnRows', count, grain, ...from, ...through, at(into))
  }
  turn(sides.users, batch.users.length, 0, [right, at(sides.items.rows), at(network.itemTable)], gradients.users)
  turn(sides.items, batch.items.length, 1, [left, at(sides.users.rows), at(network.userTable)], gradients.items)
  if (network.layers.length === 0) return
  const width = network.layers[0]!
  const turnWeights = ({ gathered, hiddenGradient }: typeof sides.users, count: number, offset: number) => {
    const from = [at(gathered), at(hiddenGradient), count, network.embedding, width]
    run.share(module, 'turnWeights', network.embedding, 4, ...from, dense + 4 * offset)
  }
  turnWeights(sides.users, batch.users.length, layout.userWeights.offset)
  turnWeights(sides.items, batch.items.length, layout.itemWeights.offset)
  const biases = dense + 4 * layout.firstBiases.offset
  run.call(module, 'sumParts', at(sides.users.hiddenGradient), 4 * width, batch.users.length, biases, width)
}
