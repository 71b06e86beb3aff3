/** Called now and then with the share done; may let other work through or throw to stop. */
export type Pause = (fraction: number) => Promise<void> | void
