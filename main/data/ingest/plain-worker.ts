import { parentPort, workerData } from 'node:worker_threads'
import { readPlainRange, type PlainRange } from './plain-part.ts'

/** Posts the bytes of each chunk read, and at the end the part, or null. Its columns lie in shared memory. */
parentPort!.postMessage(readPlainRange(workerData as PlainRange, (bytes) => parentPort!.postMessage(bytes)))
