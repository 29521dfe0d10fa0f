import { expect, test } from 'vitest'
import { DAY_MS } from '@/lib/time'
import { walletOutlook } from './wallet-outlook'

const NOW = new Date('2026-03-01T00:00:00.000Z')
const inMs = (ms: number) => new Date(NOW.getTime() + ms)
const wallet = (depletesAt: Date | null, availableMinor = 1n) => ({
  currency: 'RUB',
  availableMinor,
  depletesAt,
})
const running = { currency: 'RUB', entitled: true }
const standing = { currency: 'RUB', entitled: false }

test('a wallet on which nothing runs is idle', () => {
  expect(walletOutlook(wallet(null, 0n), [], NOW, [24, 5])).toBe('idle')
})

test('it warns from the widest threshold on, to the millisecond', () => {
  expect(walletOutlook(wallet(inMs(DAY_MS + 1)), [running], NOW, [24, 5])).toBe('running')
  expect(walletOutlook(wallet(inMs(DAY_MS)), [running], NOW, [24, 5])).toBe('ending')
})

test('an end too far away for a date is no reason to warn', () => {
  expect(walletOutlook(wallet(null), [running], NOW, [24, 5])).toBe('running')
})

test('what stands still for lack of money says that it ended, whether or not it was settled', () => {
  expect(walletOutlook(wallet(null, 0n), [standing], NOW, [24])).toBe('ended')
  expect(walletOutlook(wallet(inMs(0), 0n), [standing], NOW, [24])).toBe('ended')
})

test('what stands still beside money is resumed by hand, so nothing has ended', () => {
  expect(walletOutlook(wallet(null), [standing], NOW, [24])).toBe('idle')
  expect(walletOutlook(wallet(inMs(2 * DAY_MS)), [running, standing], NOW, [24])).toBe('running')
})

test('what has spent the last of it runs on while its monthly cap lasts', () => {
  expect(walletOutlook(wallet(inMs(2 * DAY_MS), 0n), [running], NOW, [24])).toBe('running')
})

test('what stands still in another currency is another wallet’s', () => {
  expect(
    walletOutlook(wallet(inMs(2 * DAY_MS)), [running, { ...standing, currency: 'USD' }], NOW, [24, 5]),
  ).toBe('running')
})
