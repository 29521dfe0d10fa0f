import { settleLate } from './resources/settle-late'
import type { Store } from './store'
import { type Surroundings, Work } from './work'

interface Options {
  store: Store
  surroundings: Surroundings
  /** Tells of the events of an outcome that has been written. */
  onEvents(ids: string[]): void
}

/** What a bank decides only after it has answered: refunds and payments that settle a little later. */
export class LateOutcomes {
  readonly #options: Options
  readonly #timers = new Set<NodeJS.Timeout>()

  constructor(options: Options) {
    this.#options = options
  }

  /** Takes up what an earlier process left undecided. */
  resume(): void {
    for (const outcome of this.#options.store.all('late_outcome'))
      if (!outcome.done) this.schedule(outcome.id)
  }

  /** Lets an outcome happen at its time, or now if that is past. */
  schedule(id: string): void {
    const outcome = this.#options.store.peek('late_outcome', id)
    if (!outcome) return
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer)
        this.#settle(id).catch((error) => console.error(error))
      },
      Math.max(0, outcome.dueAt - Date.now()),
    )
    timer.unref()
    this.#timers.add(timer)
  }

  /** Stops. What is undecided is decided by the next process. */
  close(): void {
    for (const timer of this.#timers) clearTimeout(timer)
  }

  async #settle(id: string): Promise<void> {
    const { store, surroundings, onEvents } = this.#options
    const work = new Work(store.begin(), { id: null, idempotencyKey: null }, surroundings)
    const outcome = work.changes.get('late_outcome', id)
    if (!outcome || outcome.done) return
    settleLate(work, outcome)
    work.changes.put('late_outcome', { ...outcome, done: true })
    await store.commit(work.changes.line())
    onEvents(work.emitted)
  }
}
