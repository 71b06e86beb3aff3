import { oneSampleT, type PairedT } from './paired-t.ts'

/**
 * t-test on differences of folds, corrected for training parts that overlap, by which folds are not independent.
 *
 *   t = d̄ / √((1/k + n_test / n_train) s_d²)  with k − 1 degrees of freedom
 *
 * C. Nadeau, Y. Bengio (2003). Inference for the generalization error. Machine Learning 52(3). doi:10.1023/A:1024068626366
 *
 * @param ratio n_test / n_train, such as 1 / (k − 1) for k folds
 */
export const correctedT = (differences: Float64Array, ratio: number, level = 0.05): PairedT =>
  oneSampleT(differences, level, 1 / differences.length + ratio)
