import { refresh } from 'next/cache'
import type { Messages } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import type { z } from 'zod'
import type { Actor } from '@/lib/auth/actor'
import { type FormState, refusalOf } from '@/lib/auth/form-state'
import { requireAdmin, requireUser } from '@/lib/auth/session'
import type { ErrorCode } from '@/lib/errors'
import { parseFields } from '@/lib/parse-fields'
import { formFields } from './form-fields'

/** Why an action did not do what was asked, in the reader's language. */
export type Refusal = Extract<FormState, { ok: false }>

/** What an action answers its form: nothing yet, done (with what the screen shows of it), or refused. */
export type ActionState<T = undefined> = null | Done<T> | Refusal

/** An action as a form of React takes it. */
export type Action<T = undefined> = (before: ActionState<T>, form: FormData) => Promise<ActionState<T>>

type Done<T> = { ok: true; data: T }
type Run<S extends z.ZodType, T> = (input: z.output<S>, actor: Actor) => Promise<T | Refusal>

/**
 * The one boundary of server actions for whoever is signed in: who acts, what was sent (by the schema), the work,
 * and a refusal put into the reader's words. A redirect in `run` leads away; any other error is thrown on.
 * @param run answers what the screen shows, or a refusal of its own made by `refuse`.
 */
export function userAction<S extends z.ZodType, T = undefined>(schema: S, run: Run<S, T>): Action<T> {
  return (_before, form) => attempt(requireUser, { schema, run, form, changes: true })
}

/** The same for what only looks something up, such as a preview: the page around it is not read again. */
export function userLookup<S extends z.ZodType, T = undefined>(schema: S, run: Run<S, T>): Action<T> {
  return (_before, form) => attempt(requireUser, { schema, run, form, changes: false })
}

/** The same for admins; to anyone else the action does not exist. */
export function adminAction<S extends z.ZodType, T = undefined>(schema: S, run: Run<S, T>): Action<T> {
  return (_before, form) => attempt(requireAdmin, { schema, run, form, changes: true })
}

/** A refusal of an action's own. @param message in the reader's language. */
export function refuse(code: ErrorCode, message: string, field?: string): Refusal {
  return { ok: false, code, message, ...(field === undefined ? {} : { field }) }
}

async function attempt<S extends z.ZodType, T>(
  authorize: () => Promise<Actor>,
  { schema, run, form, changes }: { schema: S; run: Run<S, T>; form: unknown; changes: boolean },
): Promise<ActionState<T>> {
  const actor = await authorize()
  let answer: T | Refusal | undefined
  const refused = await refusalOf(async () => {
    answer = await run(parseFields(schema, formFields(form)), actor)
  })
  // A refusal may have settled a wallet on its way, so the page is read again in either case.
  if (changes) refresh()
  if (refused) return { ...refused, message: await wordsFor(refused) }
  return isRefusal(answer) ? answer : { ok: true, data: answer as T }
}

function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false
}

/** The domain's sentences are English and made for integrators; a person reads their own language. */
async function wordsFor({ code, message }: Refusal): Promise<string> {
  const t = await getTranslations('refusals')
  const worded = code as keyof Messages['refusals']
  return t.has(worded) ? t(worded) : message
}
