import type Stripe from 'stripe'
import { Journal, type JournalLine } from './journal'

/** How the card behind a payment method acts. The number itself is never kept. */
export interface CardOnFile {
  id: string
  behaviour: string
  /** Saved for payments without the payer, with the checks that the bank wants for that. */
  setUp?: boolean
  /** Detached, or used without belonging to a customer: Stripe takes it no more. */
  spent?: boolean
}

/** Whether the payer of a payment intent or a setup intent has been through 3-D Secure: the id is the intent's. */
export interface Authentication {
  id: string
  paymentMethod: string
  state: 'asked' | 'passed'
}

/** One webhook on its way: the id is its event's. */
export interface Delivery {
  id: string
  url: string
  attempts: number
  delivered: boolean
  /** Thrown away by the switch that loses webhooks: it is never posted by itself. */
  lost?: boolean
  lastAnswer: string | null
  lastAttemptAt: number | null
}

/** A decision that a bank makes later, about a refund or a payment intent. */
export interface LateOutcome {
  id: string
  subject: string
  outcome: 'succeeded' | 'failed'
  /** Milliseconds since 1970. */
  dueAt: number
  done: boolean
}

/** The first answer to an idempotency key: the id is the key. */
export interface FirstAnswer {
  id: string
  fingerprint: string
  status: number
  body: unknown
}

/** How webhooks are made worse than they are, so that a test sees what happens then. */
export interface WebhookSwitches {
  id: 'webhooks'
  /** Milliseconds that each event waits before it is first posted. */
  delayMs: number
  /** How often each event is posted, all at once. */
  copies: number
  /** How many of the next events are lost. */
  lose: number
  /** Events written within a moment of each other are posted last first. */
  reorder: boolean
  /** Nothing is posted until a release. */
  paused: boolean
}

/** How long banks think that do not answer at once. */
export interface BankSwitches {
  id: 'bank'
  decidesAfterMs: number
}

/** What goes wrong with the next calls of the API. */
export interface Fault {
  id: string
  kind: 'drop' | 'error' | 'hang' | 'slow'
  /** The HTTP status of an `error`. */
  status: number
  /** Milliseconds that `slow` takes. */
  delayMs: number
  /** The call is carried out, and only its answer goes wrong. */
  works: boolean
  /** The only method it happens to; null for all. */
  method: string | null
  /** The addresses it happens to; `*` stands for anything. */
  path: string
  /** How many calls it still happens to. */
  left: number
}

/** Everything the sandbox remembers, by kind. */
export interface Kinds {
  customer: Stripe.Customer | Stripe.DeletedCustomer
  payment_intent: Stripe.PaymentIntent
  payment_method: Stripe.PaymentMethod
  setup_intent: Stripe.SetupIntent
  setup_attempt: Stripe.SetupAttempt
  charge: Stripe.Charge
  refund: Stripe.Refund
  dispute: Stripe.Dispute
  balance_transaction: Stripe.BalanceTransaction
  event: Stripe.Event
  card_on_file: CardOnFile
  authentication: Authentication
  delivery: Delivery
  first_answer: FirstAnswer
  late_outcome: LateOutcome
  webhook_switches: WebhookSwitches
  bank_switches: BankSwitches
  fault: Fault
}

/** The name of a kind of object. */
export type Kind = keyof Kinds

const COMPACT_ABOVE_LINES = 5000

/** The sandbox's memory: maps by kind, written through a journal. */
export class Store {
  readonly #maps = new Map<string, Map<string, { id: string }>>()
  readonly #journal: Journal

  private constructor(path: string) {
    let lines = 0
    this.#journal = Journal.open(path, (line) => {
      lines++
      this.#apply(line)
    })
    if (lines > COMPACT_ABOVE_LINES) this.#journal.compact(this.#snapshot())
  }

  /** Opens the store kept in the file at `path`; a missing file is an empty store. */
  static open(path: string): Store {
    return new Store(path)
  }

  /** The object itself, for reading only. */
  peek<K extends Kind>(kind: K, id: string): Kinds[K] | undefined {
    return this.#map(kind).get(id) as Kinds[K] | undefined
  }

  /** All objects of a kind, oldest first, for reading only. */
  all<K extends Kind>(kind: K): Kinds[K][] {
    return [...this.#map(kind).values()] as Kinds[K][]
  }

  /** Starts a set of changes that is written whole or not at all. */
  begin(): Changes {
    return new Changes(this)
  }

  /** Makes changes visible at once and durable when the promise resolves. */
  commit(line: JournalLine): Promise<void> {
    if (line.length === 0) return Promise.resolve()
    const durable = this.#journal.append(line)
    this.#apply(line)
    return durable
  }

  /** Writes one object by itself. */
  save<K extends Kind>(kind: K, object: Kinds[K]): Promise<void> {
    return this.commit([[kind, object]])
  }

  /** Waits until everything is on disk and lets go of the file. */
  close(): Promise<void> {
    return this.#journal.close()
  }

  #map(kind: string): Map<string, { id: string }> {
    const map = this.#maps.get(kind) ?? new Map<string, { id: string }>()
    this.#maps.set(kind, map)
    return map
  }

  #apply(line: JournalLine): void {
    for (const [kind, object] of line) this.#map(kind).set(object.id, object)
  }

  *#snapshot(): Generator<JournalLine> {
    for (const [kind, map] of this.#maps) for (const object of map.values()) yield [[kind, object]]
  }
}

/** A set of changes under way. What it reads are copies, free to be changed and put back. */
export class Changes {
  readonly #store: Store
  readonly #staged = new Map<string, [string, { id: string }]>()

  constructor(store: Store) {
    this.#store = store
  }

  /** A copy of an object as these changes see it. */
  get<K extends Kind>(kind: K, id: string): Kinds[K] | undefined {
    const staged = this.#staged.get(`${kind} ${id}`)
    const found = staged ? (staged[1] as Kinds[K]) : this.#store.peek(kind, id)
    return found && structuredClone(found)
  }

  /** All committed objects of a kind, oldest first, for reading only. */
  all<K extends Kind>(kind: K): Kinds[K][] {
    return this.#store.all(kind)
  }

  /** Writes an object, new or changed. */
  put<K extends Kind>(kind: K, object: Kinds[K]): void {
    this.#staged.set(`${kind} ${object.id}`, [kind, structuredClone(object)])
  }

  /** What was written, in order, for `Store.commit`. */
  line(): JournalLine {
    return [...this.#staged.values()]
  }
}
