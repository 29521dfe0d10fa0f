import type { Store, WebhookSwitches } from './store'
import type { WebhookSender } from './webhook-sender'
import { webhookSwitches } from './webhook-switches'

/** Events that are written this close together are told in the wrong order, when that is asked for. */
export const REORDER_WINDOW_MS = 300

/** In which order events that were held back are posted. */
export type ReleaseOrder = 'reversed' | 'shuffled' | 'written'

/** Decides when, how often and in which order new events are posted: at once and once, unless a switch is on. */
export class WebhookDispatch {
  readonly #store: Store
  readonly #sender: WebhookSender
  readonly #timers = new Set<NodeJS.Timeout>()
  #held: string[] = []
  #windowEnds: NodeJS.Timeout | undefined

  constructor(store: Store, sender: WebhookSender) {
    this.#store = store
    this.#sender = sender
  }

  /** Sends events that have just been written. */
  announce(eventIds: string[]): void {
    for (const id of eventIds) {
      if (!this.#store.peek('delivery', id) || this.#loses(id)) continue
      const { delayMs, paused, reorder } = webhookSwitches(this.#store)
      if (paused) continue
      this.#after(delayMs, () => (reorder ? this.#hold(id) : this.#send(id)))
    }
  }

  /**
   * Lets paused webhooks go, those that wait to be retried too, one after the other.
   * @returns how many there are
   */
  release(order: ReleaseOrder): number {
    this.#turn({ paused: false })
    const ids = this.#sender.undelivered().map(({ id }) => id)
    if (order === 'reversed') ids.reverse()
    if (order === 'shuffled') shuffle(ids)
    void this.#inOrder(ids)
    return ids.length
  }

  /**
   * Posts an event again, whether it was delivered, lost or given up; from then on it is retried until a 2xx.
   * @returns false when there is no webhook for it
   */
  async resend(eventId: string): Promise<boolean> {
    const delivery = this.#store.peek('delivery', eventId)
    if (!delivery) return false
    await this.#store.save('delivery', { ...delivery, delivered: false, lost: false })
    void this.#sender.attempt(eventId)
    return true
  }

  /** Stops; what was not sent is sent by the next process. */
  close(): void {
    clearTimeout(this.#windowEnds)
    for (const timer of this.#timers) clearTimeout(timer)
  }

  #loses(id: string): boolean {
    const { lose } = webhookSwitches(this.#store)
    const delivery = this.#store.peek('delivery', id)
    if (lose === 0 || !delivery) return false
    this.#turn({ lose: lose - 1 })
    this.#store.save('delivery', { ...delivery, lost: true }).catch((error) => console.error(error))
    return true
  }

  #send(id: string): void {
    this.#sender.send(id)
    this.#sendCopies(id)
  }

  #sendCopies(id: string): void {
    const { copies } = webhookSwitches(this.#store)
    for (let copy = 1; copy < copies; copy++) void this.#sender.sendCopy(id)
  }

  #hold(id: string): void {
    this.#held.push(id)
    clearTimeout(this.#windowEnds)
    this.#windowEnds = setTimeout(() => {
      const ids = this.#held.reverse()
      this.#held = []
      if (!webhookSwitches(this.#store).paused) void this.#inOrder(ids)
    }, REORDER_WINDOW_MS)
  }

  /** The next one is posted when the one before it was answered, or their order would be chance. */
  async #inOrder(ids: string[]): Promise<void> {
    for (const id of ids) {
      this.#sendCopies(id)
      await this.#sender.attempt(id)
    }
  }

  #after(delayMs: number, run: () => void): void {
    if (delayMs === 0) {
      run()
      return
    }
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      run()
    }, delayMs)
    this.#timers.add(timer)
  }

  #turn(switches: Partial<WebhookSwitches>): void {
    const turned = { ...webhookSwitches(this.#store), ...switches }
    this.#store.save('webhook_switches', turned).catch((error) => console.error(error))
  }
}

function shuffle(ids: string[]): void {
  for (let at = ids.length - 1; at > 0; at--) {
    const other = Math.floor(Math.random() * (at + 1))
    const [a = '', b = ''] = [ids[at], ids[other]]
    ids[at] = b
    ids[other] = a
  }
}
