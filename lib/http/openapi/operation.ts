import type { z } from 'zod'
import type { ApiScope } from '@/lib/api-keys/scopes'
import type { ErrorCode } from '@/lib/errors'
import type { Json } from '../answer'
import type { Tag } from './tags'

/** What a route says of itself for the API's document. The rest is read from the schemas that it works by. */
export type Describe = {
  /** `operationId`: a verb and what it is about, in camelCase. Generated clients name their functions by it. */
  id: string
  /** One line. */
  summary: string
  /** What a caller must know beyond that. Markdown. */
  description?: string
  /** The chapters it is shown in; the first one is its own. */
  tags: readonly [Tag, ...Tag[]]
  /** What it answers when it does what was asked, by status. The schema stands beside the presenter. */
  answers: { [status in 200 | 201 | 202]?: z.ZodType }
  /** Refusals of its own, beyond those that its scope, body, query, path and Idempotency-Key bring along. */
  errors: readonly ErrorCode[]
  /** A call that works on the rows of `EXAMPLES`: it is shown, and the contract test makes it. */
  example?: Example
  /** What a 200 comes as besides JSON, when asked for. */
  alsoAs?: readonly string[]
}

/** What a call is sent. */
export type Example = {
  body?: { [field: string]: Json }
  query?: Record<string, string>
  /** The variable parts of the path. */
  params?: Record<string, string>
}

/** A call as the document tells it: what the route says, and what the boundary knows. */
export type Operation = Describe & {
  /** What a caller must be allowed to do; null for a call that anyone may make. */
  scope: ApiScope | null
  query?: z.ZodType | undefined
  body?: z.ZodType | undefined
  /** The body may be left out. */
  mayBeEmpty?: boolean | undefined
  /** How the Idempotency-Key is taken. */
  idempotencyKey: 'none' | 'optional' | 'required'
}
