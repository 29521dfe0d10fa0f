import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import messages from '@/app/_i18n/messages/en.json'
import { CallForm } from './call-form'
import type { TriedOperation } from './send-call'

vi.mock('@/app/_actions/issue-own-token', () => ({ issueOwnToken: vi.fn() }))

function render(props: Partial<TriedOperation>, access: { live?: boolean; signedIn?: boolean } = {}): string {
  const operation = { method: 'POST', path: '/charge', parameters: [], needsKey: true, body: '{}', ...props }
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <CallForm operation={operation} name="A call" live={false} signedIn={false} {...access} />
    </NextIntlClientProvider>,
  )
}

const { liveTitle, understood, useOwn, key, signIn } = messages.tryCall

test('where money is real the form says so, and what changes something must be confirmed', () => {
  const changing = render({}, { live: true })
  expect(changing).toContain(liveTitle)
  expect(changing).toContain(understood)
  expect(changing).toMatch(
    /<input[^>]*name="understood"[^>]*required|<input[^>]*required[^>]*name="understood"/,
  )
  const reading = render({ method: 'GET', body: null }, { live: true })
  expect(reading).toContain(liveTitle)
  expect(reading).not.toContain(understood)
})

test('in a sandbox there is nothing to warn of', () => {
  expect(render({})).not.toContain(liveTitle)
  expect(render({})).not.toContain(understood)
})

test('a key is asked for where the call needs one, or a token offered to whoever is signed in', () => {
  expect(render({})).toContain(key)
  expect(render({})).toContain(signIn)
  expect(render({}, { signedIn: true })).toContain(useOwn)
  expect(render({ needsKey: false })).not.toContain(key)
})
