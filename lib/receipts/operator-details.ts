import type { ReceiptOperator } from '@/db/schema'
import { env } from '../env'

/** Who runs this installation, as its settings name them. Without a name it is the address people open; of a sandbox, ours. */
export function operatorDetails(): ReceiptOperator {
  const { OPERATOR_NAME, OPERATOR_ADDRESS, OPERATOR_TAX_ID, OPERATOR_EMAIL, APP_URL, HOURGLASS_SANDBOX } =
    env()
  return {
    name: OPERATOR_NAME ?? (HOURGLASS_SANDBOX ? 'Hourglass' : new URL(APP_URL).host),
    // A setting is one line where it comes from a shell or a unit file, and an address is not.
    address: (OPERATOR_ADDRESS ?? '').replaceAll('\\n', '\n'),
    taxId: OPERATOR_TAX_ID ?? '',
    email: OPERATOR_EMAIL ?? '',
  }
}
