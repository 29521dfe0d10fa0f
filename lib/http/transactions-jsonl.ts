import type { LogFile } from './log-file'
import { presentTransaction } from './present-transaction'

/** The log as JSON lines: each is a row as a page of JSON has it. */
export const jsonLinesFile: LogFile = {
  contentType: 'application/x-ndjson; charset=utf-8',
  name: 'transactions.jsonl',
  head: '',
  line: (row) => `${JSON.stringify(presentTransaction(row))}\n`,
}
