import { parentPort } from 'node:worker_threads'
import { toErrorReport } from '../../contract/errors.ts'
import { tasks } from './tasks.ts'
import type { TaskNews, TaskOrder } from './threads.ts'

const tell = (news: TaskNews) => parentPort!.postMessage(news)

parentPort!.on('message', ({ id, name, input }: TaskOrder) => {
  try {
    const result = tasks[name](input as never, (amount) => tell({ id, kind: 'progress', amount }))
    tell({ id, kind: 'result', result })
  } catch (error) {
    tell({ id, kind: 'error', report: toErrorReport(error) })
  }
})
