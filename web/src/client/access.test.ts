import { beforeEach, describe, expect, it } from 'vitest'
import { accessOf } from './access.ts'
import { anAccess, fakeSession } from './fixtures/sessions.ts'

describe('what somebody may do in the workspace in view', () => {
  beforeEach(() => window.history.replaceState(null, '', '/w/acme/portfolio'))

  it('is what their access there says, not elsewhere', () => {
    const elsewhere = anAccess({ slug: 'globex', seesMargins: true, permissions: ['keys:manage'] })
    const here = anAccess({ seesMargins: false, permissions: ['accounts:read'], reportingCurrency: 'EUR' })
    const access = accessOf(fakeSession({ workspaces: [elsewhere, here] }))
    expect(access.may('accounts:read')).toBe(true)
    expect(access.may('keys:manage')).toBe(false)
    expect(access).toMatchObject({ isKnown: true, seesMargins: false, currency: 'EUR' })
  })

  it('is nothing before the session is known, outside any workspace and in one of others', () => {
    const nothing = { isKnown: false, seesMargins: false, currency: '', workspace: undefined }
    expect(accessOf(undefined)).toMatchObject({ ...nothing, person: null })
    expect(accessOf(fakeSession({ workspaces: [] }))).toMatchObject(nothing)
    window.history.replaceState(null, '', '/workspaces')
    const outside = accessOf(fakeSession())
    expect(outside).toMatchObject(nothing)
    expect(outside.may('accounts:read')).toBe(false)
    expect(outside.person?.name).toBe('Ann Bell')
  })
})
