import type postgres from 'postgres'
import type { Database } from '@/db/client'
import type { Dice } from '../dice'
import type { World } from '../world'

/** The connections of a worker: the product's own handle, and raw SQL to look where to aim. */
export type Hands = { db: Database; sql: postgres.Sql }

/** Where a step stands when it is aimed. */
export type Scene = {
  dice: Dice
  world: World
  sql: postgres.Sql
  /** The instant the step acts at: near the shared clock, mostly after it and sometimes before. */
  asOf: Date
  /** Names this step among all of the run. */
  stepId: string
  /** Fresh dice that every worker of the round throws alike: for what several of them do at once, with one key. */
  sharedDice(...path: (string | number)[]): Dice
  round: number
}

/** A row that must be in the database if the step was acknowledged, and may be if its end is unknown. */
export type RowEffect = {
  table: 'transactions' | 'subscriptions' | 'tariff_prices' | 'holds'
  /** What tells it from others: its idempotency key, or, where there is none, what it says. */
  key: string
  /** Whether asking again with the key finds the first row, so that a client may repeat what it heard no answer to. */
  once: boolean
  /** Columns as text. */
  row: Record<string, string>
}

/** A state that must hold if the step was acknowledged. */
export type StateEffect =
  | { state: 'canceled'; subscriptionId: string }
  /** The name is a register: each change writes its own, and the last one must not be lost. */
  | { state: 'named'; subscriptionId: string; name: string }
  | { state: 'released'; holdId: string }

export type Effect = RowEffect | StateEffect

/** What a step is about to do, in full, so that whoever comes after a killed worker can do it again. */
export type Aim<Args> = { args: Args; effect?: Effect | undefined }

/** Done, with columns of the row that was answered; or refused by a rule of the domain. */
export type Outcome = { ok: true; row?: Record<string, string> } | { ok: false; why: string }

/** Something a worker does. Arguments are plain JSON. */
export type Operation<Args> = {
  kind: string
  /** How often, against the others. */
  weight: number
  /** @returns null if there is nothing to do it to at present. */
  aim(scene: Scene): Promise<Aim<Args> | null> | Aim<Args> | null
  perform(hands: Hands, args: Args, asOf: Date): Promise<Outcome>
}

/** An operation of any arguments: those that it is given come from its own `aim`, by way of the journal. */
export type AnyOperation = Operation<unknown>

/** Adds an operation to a list of operations of any arguments. */
export function operation<Args>(definition: Operation<Args>): AnyOperation {
  return definition as AnyOperation
}
