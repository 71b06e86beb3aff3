import type { AdagradRows } from './reference/adagrad-rows.ts'
import type { AdamRows } from './reference/adam-rows.ts'
import type { AddOuter } from './reference/add-outer.ts'
import type { AddRows } from './reference/add-rows.ts'
import type { AlsHalfStep } from './reference/als-half-step.ts'
import type { ApplyGram } from './reference/apply-gram.ts'
import type { BestProducts } from './reference/best-products.ts'
import type { Cholesky } from './reference/cholesky.ts'
import type { CrossProducts } from './reference/cross-products.ts'
import type { Descend } from './reference/descend.ts'
import type { DifferentiatePairs } from './reference/differentiate-pairs.ts'
import type { DifferentiateTriples } from './reference/differentiate-triples.ts'
import type { DotRows } from './reference/dot-rows.ts'
import type { DrawComparisons } from './reference/draw-comparisons.ts'
import type { DrawLargestBeta } from './reference/draw-largest-beta.ts'
import type { DrawOthers } from './reference/draw-others.ts'
import type { ElasticNet } from './reference/elastic-net.ts'
import type { EstimateArms } from './reference/estimate-arms.ts'
import type { Gram } from './reference/gram.ts'
import type { InnerProducts } from './reference/inner-products.ts'
import type { LearnAndDraw } from './reference/learn-and-draw.ts'
import type { LearnComparisons } from './reference/learn-comparisons.ts'
import type { LearnImplicitRatings } from './reference/learn-implicit-ratings.ts'
import type { LearnRanks } from './reference/learn-ranks.ts'
import type { LearnRatings } from './reference/learn-ratings.ts'
import type { MarkPairs } from './reference/mark-pairs.ts'
import type { MultiplyMatrices } from './reference/multiply-matrices.ts'
import type { MultiplyTriangle } from './reference/multiply-triangle.ts'
import type { NearestCentres } from './reference/nearest-centres.ts'
import type { Propagate } from './reference/propagate.ts'
import type { ReadLines } from './reference/read-lines.ts'
import type { Redirect } from './reference/redirect.ts'
import type { ScorePairs } from './reference/score-pairs.ts'
import type { ScreenArms } from './reference/screen-arms.ts'
import type { SegmentSum } from './reference/segment-sum.ts'
import type { SolveSymmetric } from './reference/solve-symmetric.ts'
import type { SparseSimilarity } from './reference/sparse-similarity.ts'
import type { StepOdds } from './reference/step-odds.ts'
import type { StepParts } from './reference/step-parts.ts'
import type { SubtractSquare } from './reference/subtract-square.ts'
import type { SumParts } from './reference/sum-parts.ts'
import type { SumSparseRows } from './reference/sum-sparse-rows.ts'
import type { SweepSymmetric } from './reference/sweep-symmetric.ts'
import type { SymmetricGram } from './reference/symmetric-gram.ts'

/** Every kernel with what it takes and gives. What each computes stands, readably, in `reference/`. */
export interface KernelSignatures {
  adagradRows(input: AdagradRows): void
  adamRows(input: AdamRows): void
  addOuter(input: AddOuter): void
  addRows(input: AddRows): void
  alsHalfStep(input: AlsHalfStep): void
  applyGram(input: ApplyGram): void
  bestProducts(input: BestProducts): void
  cholesky(input: Cholesky): number
  crossProducts(input: CrossProducts): void
  descend(input: Descend): void
  differentiatePairs(input: DifferentiatePairs): number
  differentiateTriples(input: DifferentiateTriples): number
  dotRows(input: DotRows): void
  drawComparisons(input: DrawComparisons): void
  drawLargestBeta(input: DrawLargestBeta): number
  drawOthers(input: DrawOthers): void
  elasticNet(input: ElasticNet): void
  estimateArms(input: EstimateArms): void
  gram(input: Gram): void
  innerProducts(input: InnerProducts): void
  learnAndDraw(input: LearnAndDraw): void
  learnComparisons(input: LearnComparisons): void
  learnImplicitRatings(input: LearnImplicitRatings): void
  learnRanks(input: LearnRanks): void
  learnRatings(input: LearnRatings): void
  markPairs(input: MarkPairs): void
  multiplyMatrices(input: MultiplyMatrices): void
  multiplyTriangle(input: MultiplyTriangle): void
  nearestCentres(input: NearestCentres): void
  propagate(input: Propagate): void
  readLines(input: ReadLines): number
  redirect(input: Redirect): void
  scorePairs(input: ScorePairs): void
  screenArms(input: ScreenArms): void
  segmentSum(input: SegmentSum): void
  solveSymmetric(input: SolveSymmetric): number
  sparseSimilarity(input: SparseSimilarity): void
  stepOdds(input: StepOdds): void
  stepParts(input: StepParts): void
  subtractSquare(input: SubtractSquare): void
  sumParts(input: SumParts): void
  sumSparseRows(input: SumSparseRows): void
  sweepSymmetric(input: SweepSymmetric): number
  symmetricGram(input: SymmetricGram): void
}

export type KernelName = keyof KernelSignatures
export type KernelInput<Name extends KernelName> = Parameters<KernelSignatures[Name]>[0]
export type KernelOutput<Name extends KernelName> = ReturnType<KernelSignatures[Name]>
