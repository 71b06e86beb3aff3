/** Set by the compiler; see compile.ts. */
declare const RELAXED: boolean
