import { billingRange } from './billing-range'
import { jobFunctions } from './job-functions'

/** All that Inngest may call. */
export const allFunctions = [...jobFunctions, billingRange]
