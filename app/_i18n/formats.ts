import type { Formats } from 'next-intl'

/**
 * How instants are written. A 24-hour clock in both languages; whatever shows a time of day names its zone, because
 * the reader's clock and the server's differ.
 */
export const formats = {
  dateTime: {
    /** 22 Nov 2026, 20:37 UTC */
    instant: {
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'short',
    },
    /** To the millisecond, as billing counts. */
    precise: {
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      fractionalSecondDigits: 3,
      hourCycle: 'h23',
      timeZoneName: 'short',
    },
    /** Without the year, for dense lists. */
    short: {
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'short',
    },
    day: { year: 'numeric', month: 'short', day: 'numeric' },
  },
} satisfies Formats
