import { endWithParent } from './leash.mjs'

endWithParent()
