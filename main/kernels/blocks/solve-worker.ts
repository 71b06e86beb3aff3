import { parentPort, workerData } from 'node:worker_threads'
import { countBlocks, makeSolver, solveBlock, type SolvingPlan } from './solve-rows.ts'

const { system, keep, next } = workerData as SolvingPlan
const solver = makeSolver(system)
const count = countBlocks(system)
for (let block = Atomics.add(next, 0, 1); block < count; block = Atomics.add(next, 0, 1)) {
  const rows = solveBlock(solver, system, block, keep)
  const buffers = [rows.entries.buffer, ...(rows.solutions ? [rows.solutions.buffer] : [])]
  parentPort!.postMessage(rows, buffers)
}
