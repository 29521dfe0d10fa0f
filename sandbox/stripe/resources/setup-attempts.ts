import type Stripe from 'stripe'
import { route } from '../call'
import { hasAsked, LIST_PARAMS, listObjects } from '../list-objects'
import { required, string } from '../params'

/** The calls about setup attempts: setup intents make them, so they can only be read. */
export const setupAttemptRoutes = [
  route(
    'GET',
    '/v1/setup_attempts',
    'secret',
    { ...LIST_PARAMS, setup_intent: required(string()) },
    ({ work, params }) => {
      const asked = hasAsked<Stripe.SetupAttempt>(params, 'setup_intent')
      return listObjects(
        'setup_attempt',
        '/v1/setup_attempts',
        work.changes.all('setup_attempt'),
        params,
        asked,
      )
    },
  ),
]
