declare const brand: unique symbol
type Branded<Base, Name extends string> = Base & { readonly [brand]: Name }

export type JobId = Branded<string, 'JobId'>
export type RunId = Branded<string, 'RunId'>
export type KernelId = Branded<string, 'KernelId'>
export type CellId = Branded<string, 'CellId'>

/** The name of a data set in a workspace: letters, digits, dot, dash and underscore, and a folder name on every platform. */
export type DatasetName = Branded<string, 'DatasetName'>

/** Raw identifiers are what the file said; indexes are dense, from 0, in the prepared log. */
export type UserIndex = Branded<number, 'UserIndex'>
export type ItemIndex = Branded<number, 'ItemIndex'>

export const datasetNamePattern = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u
