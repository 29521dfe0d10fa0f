import { z } from 'zod'

/** Texts of the caller's own, kept beside what they made and given back as they were: at most 20 pairs. */
export const metadataField = z
  .record(
    z.string().min(1, 'A name may not be empty.').max(40, 'A name has at most 40 characters.'),
    z.string('Send texts as values.').max(500, 'A value has at most 500 characters.'),
    'Send an object of texts.',
  )
  .refine((pairs) => Object.keys(pairs).length <= 20, 'Send at most 20 pairs.')
  .default({})
