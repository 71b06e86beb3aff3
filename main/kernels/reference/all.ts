export { addOuter } from './add-outer.ts'
export { dotRows } from './dot-rows.ts'
