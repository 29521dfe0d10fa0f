import { randomUUID } from 'node:crypto'
import { AppError } from '../errors'
import { toProblem } from './problem'

/** The answer to a call that does not exist, where there is no route yet whose boundary could give it. */
export function notFoundProblem(): Response {
  const requestId = randomUUID()
  const problem = toProblem(new AppError('not_found', 'There is no such call.'), requestId)
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      'Content-Type': 'application/problem+json',
      'X-Request-Id': requestId,
      'Cache-Control': 'no-store',
    },
  })
}
