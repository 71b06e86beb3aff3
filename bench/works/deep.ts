import type { Configuration } from '../../main/contract/settings.ts'
import { chooseBackend } from '../../main/kernels/tensorflow/choose.ts'
import { qualityOf, rankAll, relevanceOf } from '../lists.ts'
import { perUnit, timed } from '../measure.ts'
import { train } from '../train.ts'
import type { Given, Repetition, Work } from '../work.ts'
import { firstSplit } from './fit.ts'
import { recbole } from './peers.ts'

/** Epochs that a repetition trains when nobody asks what the model is worth; the first does not count. */
const timedEpochs = 4

type Configure = (settings: Given['settings']) => Configuration

/** Wall and processor time at the end of each epoch, and of the last batch within it. */
class EpochClock {
  readonly #began: { wall: number; cpu: number }[] = []
  readonly #ended: { wall: number; cpu: number }[] = []
  #latest = this.#read()

  #read() {
    const { user, system } = process.cpuUsage()
    return { wall: performance.now() / 1000, cpu: (user + system) / 1e6 }
  }

  batch = (): void => {
    this.#latest = this.#read()
  }

  /** @param atBatch whether the epoch's training ended with its last batch, and validation came after */
  epoch(atBatch: boolean): void {
    const now = this.#read()
    this.#ended.push(atBatch ? this.#latest : now)
    this.#began.push(now)
  }

  /** Mean over all epochs but the first, each from the report of the one before. */
  mean() {
    const spans = this.#ended.slice(1).map((end, epoch) => ({
      seconds: end.wall - this.#began[epoch]!.wall,
      cpu: end.cpu - this.#began[epoch]!.cpu,
    }))
    const sum = spans.reduce((a, b) => ({ seconds: a.seconds + b.seconds, cpu: a.cpu + b.cpu }))
    return perUnit(sum, spans.length)
  }
}

const epochs =
  (id: string, validates: boolean, configure: Configure) =>
  async (given: Given): Promise<Repetition> => {
    const log = firstSplit(given)
    const backend = validates ? (await chooseBackend(given.backend)).id : 'cpu'
    return async (withQuality) => {
      const clock = new EpochClock()
      const count = withQuality && !given.quick ? Number(given.settings['epochs']) : timedEpochs
      const model = await train(id, { ...configure(given.settings), epochs: count }, log.train, {
        threads: given.threads,
        backend,
        progress: clock.batch,
        loss: () => clock.epoch(validates),
      })
      const quality = withQuality ? { quality: await qualityOf(model, id, log) } : {}
      model.dispose?.()
      return { ...clock.mean(), ...quality }
    }
  }

/** Lists of all test users and their NDCG by the product's own path. */
const evaluation =
  (id: string, usesBackend: boolean, configure: Configure) =>
  async (given: Given): Promise<Repetition> => {
    const log = firstSplit(given)
    const backend = usesBackend ? (await chooseBackend(given.backend)).id : 'cpu'
    const context = { threads: given.threads, backend }
    const model = await train(id, { ...configure(given.settings), epochs: 2 }, log.train, context)
    const users = relevanceOf(log)
    return async () => {
      const { seconds, cpu } = await timed(() => rankAll(model, id, log.train, users, usesBackend ? 1 : given.threads))
      return { seconds, cpu, quality: await qualityOf(model, id, log) }
    }
  }

const data = ['ml-100k-u1']
const epochTimes = 'an epoch with its negatives, of the training part in memory; the first epoch does not count'

const bpr: Configure = ({ learningRate }) => ({
  factors: 64,
  learningRate: Number(learningRate) * 20,
  regularization: 0.001,
  negatives: 'uniform',
  itemBias: false,
})
const lightGcn: Configure = ({ learningRate }) => ({
  factors: 64,
  layers: 3,
  batchSize: 2048,
  learningRate: Number(learningRate),
})
const neumf: Configure = ({ learningRate }) => ({
  factors: 64,
  embeddingSize: 64,
  layers: [128, 64],
  batchSize: 2048,
  negatives: 1,
  learningRate: Number(learningRate),
  regularization: 0,
  initialDeviation: 0.01,
  validationShare: 0,
})

const missing = (model: string) => `Recbench has no ${model} yet: only the peer is measured.`

/** Epochs and full-sort evaluation of models that RecBole trains with PyTorch. */
export const deepWorks: readonly Work[] = [
  {
    id: 'epoch-bpr/ml-100k-u1',
    title: 'BPR, 64 dimensions; batches of 2,048 and Adam at RecBole, single steps here',
    data,
    times: epochTimes,
    per: 'epoch',
    goal: 3,
    settings: { epochs: 60, learningRate: 0.001 },
    peer: recbole('bpr'),
    ours: epochs('bpr', false, bpr),
  },
  {
    id: 'epoch-light-gcn/ml-100k-u1',
    title: 'LightGCN, 3 layers, 64 dimensions, batches of 2,048',
    data,
    times: epochTimes,
    per: 'epoch',
    goal: 1.5,
    settings: { epochs: 30, learningRate: 0.005 },
    peer: recbole('light_gcn'),
    ours: epochs('light-gcn', false, lightGcn),
  },
  {
    id: 'epoch-neumf/ml-100k-u1',
    title: 'NeuMF, towers 128-64, batches of 2,048',
    data,
    times: epochTimes,
    per: 'epoch',
    goal: 0.7,
    settings: { epochs: 20, learningRate: 0.001 },
    peer: recbole('neumf'),
    ours: epochs('neumf', true, neumf),
  },
  {
    id: 'evaluation-light-gcn/ml-100k-u1',
    title: 'Full-sort evaluation of LightGCN after 2 epochs',
    data,
    times: 'scores of all items for the 459 test users, their lists',
    goal: null,
    settings: { learningRate: 0.005 },
    peer: recbole('evaluate_light_gcn'),
    ours: evaluation('light-gcn', false, lightGcn),
  },
  {
    id: 'evaluation-neumf/ml-100k-u1',
    title: 'Full-sort evaluation of NeuMF after 2 epochs',
    data,
    times: 'scores of all items for the 459 test users, their lists',
    goal: null,
    settings: { learningRate: 0.001 },
    peer: recbole('evaluate_neumf'),
    ours: evaluation('neumf', true, neumf),
  },
  ...(
    [
      ['gru4rec', 'GRU4Rec'],
      ['sasrec', 'SASRec'],
    ] as const
  ).map(([id, name]): Work => ({
    id: `epoch-${id}/ml-100k`,
    title: `${name}, 50 actions, batches of 2,048`,
    data,
    times: 'twelve batches, scaled to an epoch',
    per: 'epoch',
    runs: 1,
    goal: null,
    settings: { batches: 12 },
    peer: recbole(id),
    ours: missing(name),
  })),
]
