import { expect, it } from 'vitest'
import { browserName } from '../profile/browser-name.ts'
import { strengthOf } from './password-strength.ts'
import { slugOf } from './slug-of.ts'

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/

it.each([
  ['Müller & Söhne GmbH', 'muller-sohne-gmbh'],
  ['  Adventure Works  ', 'adventure-works'],
  ['Groß', 'gross'],
  ['日本', ''],
  [`${'a'.repeat(39)} b`, 'a'.repeat(39)],
])('the company %j gets the short name %j', (name, slug) => {
  expect(slugOf(name)).toBe(slug)
  if (slug !== '') expect(slug).toMatch(SLUG)
})

it.each([
  ['', 'empty'],
  ['1234567', 'short'],
  ['123456789012345678', 'weak'],
  ['aaaaaaaaaaaaaaaaaaaa', 'weak'],
  ['tulip92x', 'weak'],
  ['tulip engine', 'fair'],
  ['tulip engine harbor', 'strong'],
])('the password %j is %s', (password, strength) => {
  expect(strengthOf(password)).toBe(strength)
})

it('names browser and system in words', () => {
  const edge = 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0'
  expect(browserName(edge)).toEqual({ browser: 'Edge', system: 'Windows' })
  expect(browserName('curl/8.0')).toEqual({ browser: '', system: '' })
})
