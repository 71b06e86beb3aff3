import { integer, real } from '../../contract/settings.ts'

/** How the networks over pairs are trained; the same for each, so that they are compared on equal terms. */
export const trainingSettings = {
  epochs: integer({ default: 20, minimum: 1, maximum: 10_000, help: 'Passes over the training part at most.' }),
  patience: integer({
    default: 2,
    minimum: 1,
    maximum: 10_000,
    help: 'Epochs in a row with neither a better NDCG@10 nor a lower loss on validation, after which training stops.',
  }),
  validationShare: real({
    default: 0.1,
    maximum: 0.5,
    help: 'Share of the training pairs that is held back to decide when to stop; 0 trains all epochs on everything.',
  }),
  batchSize: integer({
    default: 4096,
    minimum: 1,
    maximum: 1_048_576,
    help: 'Examples of one step, drawn negatives included.',
  }),
  learningRate: real({
    default: 0.004,
    minimum: 1e-6,
    maximum: 1,
    search: { from: 0.0002, to: 0.05, scale: 'log' },
    help: 'Step size of Adam.',
  }),
  negatives: integer({
    default: 4,
    minimum: 1,
    maximum: 100,
    help: 'Unknown items drawn for each interaction, afresh in every epoch.',
  }),
  initialDeviation: real({
    default: 0.1,
    minimum: 1e-6,
    maximum: 10,
    help: 'Standard deviation of the random embeddings at the start.',
  }),
} as const
