export { addOuter } from './add-outer.ts'
export { dotRows } from './dot-rows.ts'
export { multiplyMatrices } from './multiply-matrices.ts'
