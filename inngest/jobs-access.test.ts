import { expect, test } from 'vitest'
import { asksForInngestDev, jobsAccess } from './jobs-access'

test.each([undefined, '', ' ', '0', 'false', 'FALSE', 'off', 'no', ' 0 '])(
  'INNGEST_DEV=%s is a no',
  (value) => {
    expect(asksForInngestDev(value)).toBe(false)
  },
)

test.each(['1', 'true', 'yes', 'http://127.0.0.1:8288'])('INNGEST_DEV=%s is a yes', (value) => {
  expect(asksForInngestDev(value)).toBe(true)
})

test('unsigned calls are taken in the sandbox alone, and only where they were asked for', () => {
  expect(jobsAccess({ INNGEST_DEV: '1', HOURGLASS_SANDBOX: '1' })).toBe('unsigned')
  expect(jobsAccess({ INNGEST_DEV: '0', HOURGLASS_SANDBOX: '1' })).toBe('closed')
  expect(jobsAccess({ INNGEST_DEV: '1', HOURGLASS_SANDBOX: '0' })).toBe('closed')
  expect(jobsAccess({ INNGEST_DEV: '1', INNGEST_SIGNING_KEY: 'key' })).toBe('signed')
  expect(jobsAccess({ INNGEST_SIGNING_KEY: ' ' })).toBe('closed')
})
