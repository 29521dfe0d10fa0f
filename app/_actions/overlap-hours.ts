import { z } from 'zod'

/**
 * For how many hours an old secret goes on beside the new one, as a form sends it. Digits alone: read as any number, an
 * empty text would be 0, which ends the old secret at once.
 */
export const overlapHours = (most: number) =>
  z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.number().max(most))
