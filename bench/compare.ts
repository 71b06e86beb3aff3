import { readFileSync, rmSync } from 'node:fs'
import { describeError, toErrorReport } from '../main/contract/errors.ts'
import { readSplit } from './data.ts'
import { qualityOfLists } from './lists.ts'
import { startOurs, startPeer, whyMissing } from './peer.ts'
import { summarize, toRow, warmUpBelow, type Row } from './row.ts'
import type { Answer, Side } from './side.ts'
import type { Given, Measured, Work } from './work.ts'

export interface Plan {
  readonly given: Given
  readonly runs: number
  readonly peers: boolean
}

/** One side with what it has measured so far; it is out of the race after an error. */
interface Runner {
  side: Side | null
  readonly measured: Measured[]
}

/** Does one work on our side and, if asked, on the peer's, in turn, and makes its row. A side that cannot run is told in the row's notes. */
export async function compare(work: Work, { given, runs, peers }: Plan): Promise<Row> {
  const notes: string[] = []
  const missing = peers ? whyMissing(work.peer) : null
  if (missing) notes.push(missing)
  if (typeof work.ours === 'string') notes.push(work.ours)
  const ours: Runner = { side: typeof work.ours === 'string' ? null : startOurs(work, given), measured: [] }
  const peer: Runner = { side: null, measured: [] }
  const attempt = async (runner: Runner, name: string, act: (side: Side) => Promise<unknown>) => {
    if (!runner.side) return
    try {
      await act(runner.side)
    } catch (error) {
      notes.push(`${name} failed: ${describeError(toErrorReport(error)).replaceAll('\n', ' ')}`)
      await runner.side.end()
      runner.side = null
    }
  }
  const [us, them] = ['Recbench', work.peer.title]
  await attempt(ours, us, (side) => side.ready())
  if (peers && !missing) peer.side = startPeer(work, given)
  await attempt(peer, them, (side) => side.ready())
  let left = runs
  let counted = true
  for (let repetition = 0; left > 0; repetition++) {
    const withQuality = repetition === 0
    await attempt(ours, us, async (side) => ours.measured.push((await side.run(withQuality)) as Measured))
    await attempt(peer, them, async (side) => peer.measured.push(complete(await side.run(withQuality), given)))
    if (!ours.side && !peer.side) break
    if (withQuality) counted = [ours, peer].some(({ measured }) => (measured[0]?.seconds ?? 0) >= warmUpBelow)
    if (counted || !withQuality) left--
  }
  for (const { side } of [ours, peer]) await side?.end()
  return toRow(work, {
    threads: given.threads,
    ours: summarize(ours.measured, counted),
    peer: summarize(peer.measured, counted),
    notes,
  })
}

/** Measures the lists that a peer wrote, and removes them. */
function complete({ lists, ...answer }: Answer, { folders }: Given): Measured {
  if (lists === undefined) return answer as Measured
  const bytes = readFileSync(lists)
  rmSync(lists)
  const items = new Int32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
  return { ...(answer as Measured), quality: qualityOfLists(items, readSplit(Object.values(folders)[0]!)) }
}
