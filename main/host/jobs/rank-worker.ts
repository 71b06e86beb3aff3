import { parentPort, workerData } from 'node:worker_threads'
import type { RankRequest } from '../../evaluation/rank-in-parts.ts'
import { rankUsers } from '../../evaluation/rank-users.ts'
import { findRecommender } from '../../recommenders/all.ts'

const { recommender, bytes, seen, relevance, ranking } = workerData as RankRequest
const model = await findRecommender(recommender).load(bytes)
const observer = { signal: new AbortController().signal, progress: () => undefined }
parentPort!.postMessage(await rankUsers(model, seen, relevance, ranking, observer))
model.dispose?.()
