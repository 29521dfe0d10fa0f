import { addPrice } from './add-tariff-price'
import { announce } from './announce-prices'
import { applyPrices } from './apply-tariff-prices'
import { changeQuantity, changeTariff } from './change-subscription'
import { charge } from './charge-wallet'
import { credit } from './credit-wallet'
import { capture, release } from './end-hold'
import { moveClock } from './move-clock'
import type { AnyOperation } from './operation'
import { hold } from './place-hold'
import { bill } from './run-billing'
import { start } from './start-subscription'
import { stop } from './stop-subscription'
import { suspend } from './suspend-depleted'

/** Everything that workers do. A further operation is a file here and an entry in this list. */
export const OPERATIONS: readonly AnyOperation[] = [
  moveClock,
  bill,
  suspend,
  addPrice,
  announce,
  applyPrices,
  credit,
  charge,
  hold,
  capture,
  release,
  start,
  changeTariff,
  changeQuantity,
  stop,
]
