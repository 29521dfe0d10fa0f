import { notFound } from 'next/navigation'
import { AppError } from '@/lib/errors'

/** Shows the page for what does not exist where an address names an unknown record, or a place in no list of ours. */
export async function orNotFound<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof AppError && (error.code === 'not_found' || error.code === 'invalid_request'))
      notFound()
    throw error
  }
}
