import { expect, test } from 'vitest'
import { type KeyManager, requireMayManage } from './key-manager'

type Key = NonNullable<KeyManager['key']>
type Target = Parameters<typeof requireMayManage>[1]

const soon = new Date(Date.now() + 3_600_000)
const later = new Date(Date.now() + 7_200_000)

const ask = (by: Partial<Key> | null, target: Partial<Target>) => () => {
  const key = by && {
    isUnlimited: false,
    scopes: [],
    operator: false,
    expiresAt: null,
    isOutgoing: false,
    ...by,
  }
  requireMayManage({ actor: 'test', key }, { isUnlimited: false, scopes: [], expiresAt: null, ...target })
}

test.each<[string, Partial<Key> | null, Partial<Target>]>([
  ['a person: anything of theirs', null, { isUnlimited: true }],
  ['a person: an operator key', null, { scopes: ['operator'] }],
  ['a limited key: fewer scopes', { scopes: ['keys:write', 'payments:read'] }, { scopes: ['payments:read'] }],
  ['a key without limits: another one', { isUnlimited: true }, { isUnlimited: true }],
  ['a key without limits: a scope', { isUnlimited: true }, { scopes: ['charges:write'] }],
  ['an operator: another one', { operator: true, scopes: ['operator'] }, { scopes: ['operator'] }],
  ['an operator: one without limits', { operator: true, scopes: ['operator'] }, { isUnlimited: true }],
  ['one that expires: one that does sooner', { isUnlimited: true, expiresAt: later }, { expiresAt: soon }],
  ['one that expires: itself', { isUnlimited: true, expiresAt: soon }, { expiresAt: soon }],
])('%s', (_what, by, target) => {
  expect(ask(by, target)).not.toThrow()
})

test.each<[string, Partial<Key>, Partial<Target>, string | undefined]>([
  ['another scope', { scopes: ['keys:write'] }, { scopes: ['charges:write'] }, 'scopes'],
  ['a key without limits', { scopes: ['keys:write'] }, { isUnlimited: true }, 'scopes'],
  ['an operator key', { isUnlimited: true }, { scopes: ['operator'] }, 'scopes'],
  [
    'an operator key, by one whose user is no admin any more',
    { scopes: ['operator'] },
    { scopes: ['operator'] },
    'scopes',
  ],
  ['one for ever', { isUnlimited: true, expiresAt: soon }, { isUnlimited: true }, 'expires_at'],
  ['a longer life', { operator: true, expiresAt: soon }, { expiresAt: later }, 'expires_at'],
  ['anything, by a secret that was replaced', { isUnlimited: true, isOutgoing: true }, {}, undefined],
])('a key may not manage %s', (_what, by, target, field) => {
  expect(ask(by, target)).toThrow(expect.objectContaining({ code: 'forbidden', field }))
})
