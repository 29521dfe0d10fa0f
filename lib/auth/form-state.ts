import { AppError, type ErrorCode } from '../errors'

/** What a form's action answered: nothing yet, done, or refused. Screens put the code into words. */
export type FormState =
  | null
  | { ok: true }
  | {
      ok: false
      code: ErrorCode
      /** English, for a code that a screen has no words for. */
      message: string
      /** The field at fault, by its name in the form. */
      field?: string
      retryAfterSeconds?: number
    }

/** Runs an action's work. @returns the refusal as a form's state, or null. Anything but an AppError is thrown on. */
export async function refusalOf(run: () => Promise<void>): Promise<Extract<FormState, { ok: false }> | null> {
  try {
    await run()
    return null
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return {
      ok: false,
      code: error.code,
      message: error.message,
      ...(error.field === undefined ? {} : { field: error.field }),
      ...(error.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: error.retryAfterSeconds }),
    }
  }
}
