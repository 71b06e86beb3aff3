import { openPrepared } from '../../data/prepared.ts'
import { shapeOf, type LogShape } from '../../evaluation/estimate/shape.ts'
import { makeFolds } from '../../evaluation/splits/all.ts'
import type { ShapeRequest } from '../model-service.ts'

/** The shape of a prepared log under a split. */
export function readShape({ log, folds, split, seed }: ShapeRequest): LogShape {
  const columns = openPrepared(log)
  return shapeOf(columns, folds ?? makeFolds(columns, split, seed))
}
