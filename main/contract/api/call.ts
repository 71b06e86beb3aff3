import type * as v from 'valibot'

/** One request of the contract: the schema that checks its parameters where they cross into the host, and the type of its result. */
export interface Call<Schema extends v.GenericSchema, Result> {
  readonly parameters: Schema
  /** Never present at run time; it carries the result's type. */
  readonly result?: Result
}

export type CallGroup = Readonly<Record<string, Call<v.GenericSchema, unknown>>>
export type ParametersOf<C> = C extends Call<infer Schema, unknown> ? v.InferInput<Schema> : never
export type ParsedParametersOf<C> = C extends Call<infer Schema, unknown> ? v.InferOutput<Schema> : never
export type ResultOf<C> = C extends Call<v.GenericSchema, infer Result> ? Result : never

/** Declares a call; write `call(schema).returns<Result>()`. */
export function call<Schema extends v.GenericSchema>(parameters: Schema) {
  return { returns: <Result>(): Call<Schema, Result> => ({ parameters }) }
}
