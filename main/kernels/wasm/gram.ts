import type { Gram } from '../reference/gram.ts'
import type { Runner } from '../runner.ts'

const mostBlocks = 64
const chunk = 64

/** Blocks of rows depend on the number of rows alone, and their sums are added in order. */
export function gram(run: Runner, { rows, width, into }: Gram): void {
  const { memory, address } = run
  const count = width === 0 ? 0 : rows.length / width
  const blockRows = Math.max(512, chunk * Math.ceil(count / mostBlocks / chunk))
  const blocks = Math.ceil(count / blockRows)
  const mark = memory.mark()
  const partials = memory.doubles(blocks * width * width)
  run.share('gram', 'gramBlocks', blocks, 1, address(rows), count, width, blockRows, address(partials))
  for (let a = 0; a < width; a++)
    for (let b = 0; b <= a; b++) {
      let sum = 0
      for (let cell = a * width + b; cell < partials.length; cell += width * width) sum += partials[cell]!
      into[a * width + b] = into[b * width + a] = sum
    }
  memory.release(mark)
}
