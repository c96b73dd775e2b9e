import { describe, expect, it } from 'vitest'
import type { Session } from '../../client/index.ts'
import { safeReturn, signInAddress, whereTo } from './where-to.ts'

const acme = {
  slug: 'acme',
  name: 'Acme',
  reportingCurrency: 'USD',
  role: 'owner' as const,
  visibility: 'all' as const,
  seesMargins: true,
  permissions: [],
  requiresTwoFactor: false,
}
const globex = { ...acme, slug: 'globex', name: 'Globex' }
const session = (changes: Partial<Session> = {}): Session => ({
  setupRequired: false,
  person: { id: 'p1', name: 'Ann Bell', email: 'ann@acme.test', hasTwoFactor: false },
  workspaces: [acme],
  databaseNotice: null,
  sendsMail: false,
  ...changes,
})
const go = (address: string, who = session(), remembered: string | null = null) =>
  whereTo({ session: who, address, remembered })

describe('who opens an address', () => {
  it('sets up first while nobody has, wherever they wanted to go', () => {
    const fresh = session({ setupRequired: true, person: null, workspaces: [] })
    expect(go('/w/acme/portfolio', fresh)).toBe('/first-run')
    expect(go('/first-run', fresh)).toBeNull()
  })

  it('signs in first and comes back', () => {
    const nobody = session({ person: null, workspaces: [] })
    expect(go('/w/acme/accounts?sort=name', nobody)).toBe('/sign-in?return=%2Fw%2Facme%2Faccounts%3Fsort%3Dname')
    expect(go('/', nobody)).toBe('/sign-in')
    expect(go('/sign-in', nobody)).toBeNull()
  })

  it('does not see the sign-in or the first-run page once signed in', () => {
    expect(go('/sign-in?return=/w/acme/tiers')).toBe('/w/acme/tiers')
    expect(go('/sign-in?return=https://evil.test')).toBe('/')
    expect(go('/first-run')).toBe('/w/acme')
  })

  it('opens invitations and password links whoever they are', () => {
    expect(go('/invitation/abc', session({ person: null }))).toBeNull()
    expect(go('/reset-password/abc')).toBeNull()
  })
})

describe('the workspace in the address', () => {
  it('is the only one, or the last one, when none stands there', () => {
    expect(go('/')).toBe('/w/acme')
    expect(go('/accounts?tier=A')).toBe('/w/acme/accounts?tier=A')
    expect(go('/', session({ workspaces: [acme, globex] }), 'globex')).toBe('/w/globex')
  })

  it('is chosen by the person when there are several', () => {
    expect(go('/', session({ workspaces: [acme, globex] }))).toBe('/workspaces')
    expect(go('/', session({ workspaces: [acme, globex] }), 'gone')).toBe('/workspaces')
  })

  it('leads to the chooser when it is not theirs, and when they have none', () => {
    expect(go('/w/secret/portfolio')).toBe('/workspaces?missing=secret')
    expect(go('/', session({ workspaces: [] }))).toBe('/workspaces')
  })

  it('that demands a second factor leads to the profile until there is one', () => {
    const strict = session({ workspaces: [{ ...acme, requiresTwoFactor: true }] })
    expect(go('/w/acme/portfolio', strict)).toBe('/w/acme/profile')
    expect(go('/w/acme/profile', strict)).toBeNull()
    const secured = { ...strict, person: { id: 'p1', name: 'Ann', email: 'a@b.c', hasTwoFactor: true } }
    expect(go('/w/acme/portfolio', secured)).toBeNull()
  })
})

describe('the way back after signing in', () => {
  it.each([
    'https://evil.test/',
    '//evil.test',
    '/\\evil.test',
    '/\t/evil.test',
    'javascript:alert(1)',
    '/a\\..\\b',
    '',
    42,
    '/.//evil.test',
    `/${'a'.repeat(3_000)}`,
  ])('never leaves the application: %s', (written) => {
    expect(safeReturn(written)).toBeNull()
  })

  it('keeps a page with its query', () => {
    expect(safeReturn('/w/acme/accounts?sort=-net')).toBe('/w/acme/accounts?sort=-net')
    expect(signInAddress('/sign-in?return=/x')).toBe('/sign-in')
  })
})
