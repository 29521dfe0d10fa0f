import { route } from '../call'
import { LIST_PARAMS, listObjects } from '../list-objects'
import { required, string } from '../params'

/** The calls about setup attempts: setup intents make them, so they can only be read. */
export const setupAttemptRoutes = [
  route(
    'GET',
    '/v1/setup_attempts',
    'secret',
    { ...LIST_PARAMS, setup_intent: required(string()) },
    ({ work, params }) => {
      const attempts = work.changes
        .all('setup_attempt')
        .filter(({ setup_intent }) => setup_intent === params.setup_intent)
      return listObjects('setup_attempt', '/v1/setup_attempts', attempts, params)
    },
  ),
]
