import type { RunResults } from '../contract/api/runs.ts'
import type { JobState } from '../contract/progress.ts'
import type { RunStore } from '../runs/store.ts'

/** Holds the newest results of a run under way, on disk too, so that they outlive a killed engine. */
export class ResultsKeeper {
  readonly #store: RunStore
  readonly #run: string
  #latest: RunResults | null = null

  constructor(store: RunStore, run: string) {
    this.#store = store
    this.#run = run
  }

  get latest(): RunResults | null {
    return this.#latest
  }

  keep(results: RunResults): void {
    this.#latest = results
    this.#store.keepResults(this.#run, results)
  }

  /** Writes the newest results as those of a run that ended; does nothing when there are none. */
  async finish(state: JobState): Promise<RunResults | null> {
    if (this.#latest === null) return null
    this.#latest = closeResults(this.#latest, state)
    await this.#store.writeResults(this.#run, this.#latest)
    return this.#latest
  }
}

/** Results as a run left them: a model that was under way ended with the run. */
export const closeResults = (results: RunResults, state: JobState): RunResults => ({
  ...results,
  models: results.models.map((model) =>
    model.state === 'running' || model.state === 'queued'
      ? { ...model, state: state === 'done' ? 'cancelled' : state }
      : model,
  ),
})
