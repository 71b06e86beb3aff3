/** Users in groups that do not overlap: what an evaluation is broken down by, and whom a push list is for. */
export interface UserSegments {
  /** `activity`, `rfm`, `interest`, or the column of the table of users, as in `user:gender`. */
  readonly by: string
  readonly names: readonly string[]
  /** Number of each user's segment; −1 for none. */
  readonly of: Int32Array
}
