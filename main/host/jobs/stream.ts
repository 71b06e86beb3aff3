import type { StreamResult } from '../../contract/api/recommend.ts'
import { RecbenchError } from '../../contract/errors.ts'
import type { RemoteTask } from '../../contract/remote.ts'
import { readPrepared } from '../../data/prepared.ts'
import { learnStream } from '../../evaluation/stream/learn-stream.ts'
import type { StreamRequest } from '../model-service.ts'

/**
 * Learns a log event by event; its rows stand in the order of time.
 *
 * @throws RecbenchError `bad-input` for a log without times
 */
export async function streamLog({ log, plan }: StreamRequest, task: RemoteTask): Promise<StreamResult> {
  if (!log.hasTimes)
    throw new RecbenchError('bad-input', `"${log.name}" has no times, so its events have no order to be learned in.`, {
      remedy: 'Import the file with a column of times, or choose another data set.',
    })
  const { user, item } = readPrepared(log)
  const progress = (fraction: number) => task.notify({ fraction, stage: 'Learning event by event' })
  return learnStream(user, item, plan, task.signal, progress)
}
