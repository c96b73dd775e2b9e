import { contract } from '@mainstay/contract/contract'
import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { answer, refusal, startFakeServer } from '../client/fixtures/fake-server.ts'
import { aSession } from '../client/fixtures/sessions.ts'
import { openApp } from '../shell/fixtures/open-app.tsx'
import { denialOf } from './denial.ts'

const denied = {
  id: '7',
  at: '2026-11-20T10:00:00.000Z',
  actorKind: 'person',
  actorName: 'Vera Viewer',
  action: 'access.denied',
  subjectType: 'route',
  subjectId: 'workspace.revokeApiKey',
  accountId: null,
  before: null,
  after: {
    method: 'DELETE',
    path: '/workspaces/{workspace}/api-keys/{id}',
    code: 'http/not-allowed',
    permission: 'keys:manage',
    subject: { id: '4711' },
  },
  requestId: 'r-7',
}
const verification = {
  entries: 12,
  sealed: 11,
  waiting: 1,
  lastSeal: { number: '11', hash: 'a'.repeat(64) },
  faults: [],
  verifiedAt: '2026-11-20T10:00:05.000Z',
}
const list = () => answer(contract.workspace.listAudit, { rows: [denied], nextCursor: null, total: 1 })
const VERIFY = 'GET /api/workspaces/acme/audit/verification'

beforeEach(() => window.localStorage.clear())

describe('the audit', () => {
  it('says what a refused person asked for, and what they lack', async () => {
    startFakeServer({ 'GET /api/session': () => aSession(), 'GET /api/workspaces/acme/audit': list })
    const user = await openApp('/w/acme/settings/audit')
    await user.click(await screen.findByText('Was refused'))
    const dialog = within(await screen.findByRole('dialog'))
    expect(dialog.getByText('DELETE /workspaces/{workspace}/api-keys/{id}')).toBeDefined()
    expect(dialog.getByText('keys:manage')).toBeDefined()
    expect(dialog.getByText('id 4711')).toBeDefined()
  })

  it('is taken along as a whole, under the filters in view', async () => {
    startFakeServer({ 'GET /api/session': () => aSession(), 'GET /api/workspaces/acme/audit': list })
    const user = await openApp('/w/acme/settings/audit?type=account&subject=4711')
    await user.click(await screen.findByRole('button', { name: /Export/ }))
    const files = await screen.findAllByRole('menuitem', { hidden: true })
    expect(files.map((file) => file.getAttribute('href'))).toEqual([
      '/api/workspaces/acme/audit/export?format=csv&subjectType=account&subjectId=4711',
      '/api/workspaces/acme/audit/export?format=xlsx&subjectType=account&subjectId=4711',
    ])
  })

  it('is verified when somebody asks, and names the last seal', async () => {
    const server = startFakeServer({
      'GET /api/session': () => aSession(),
      'GET /api/workspaces/acme/audit': list,
      [VERIFY]: () => answer(contract.workspace.verifyAudit, verification),
    })
    const user = await openApp('/w/acme/settings/audit')
    const button = await screen.findByRole('button', { name: 'Verify the record' })
    expect(server.asked).not.toContain(VERIFY)
    await user.click(button)
    expect(await screen.findByText(/all 11 sealed entries are as written/)).toBeDefined()
    expect(screen.getByText(/One entry of the last seconds waits/)).toBeDefined()
    expect(screen.getByText(`11:${'a'.repeat(64)}`)).toBeDefined()
  })

  it('says which entries were changed behind its back', async () => {
    const faults = [
      { kind: 'changed', seal: '3', entryId: '31' },
      { kind: 'removed', seal: '4', entryId: '32' },
    ]
    startFakeServer({
      'GET /api/session': () => aSession(),
      'GET /api/workspaces/acme/audit': list,
      [VERIFY]: () => answer(contract.workspace.verifyAudit, { ...verification, faults }),
    })
    const user = await openApp('/w/acme/settings/audit')
    await user.click(await screen.findByRole('button', { name: 'Verify the record' }))
    const alert = within(await screen.findByRole('alert'))
    expect(alert.getByText(/2 places do not hold/)).toBeDefined()
    expect(alert.getByText('Entry 31: changed after it had been sealed')).toBeDefined()
    expect(alert.getByText('Entry 32: removed')).toBeDefined()
    expect(screen.queryByText(/The record holds/)).toBeNull()
  })

  it('says when it could not be verified', async () => {
    startFakeServer({
      'GET /api/session': () => aSession(),
      'GET /api/workspaces/acme/audit': list,
      [VERIFY]: () => refusal(403, 'http/not-allowed', 'Your role does not allow this.'),
    })
    const user = await openApp('/w/acme/settings/audit')
    await user.click(await screen.findByRole('button', { name: 'Verify the record' }))
    expect(await screen.findByText('Your role does not allow this.')).toBeDefined()
  })
})

it('a refusal recorded in another form is still told by its route', () => {
  expect(denialOf({ after: null, subjectId: 'accounts.create' })).toEqual({
    asked: 'accounts.create',
    permission: null,
    code: '',
    subject: null,
  })
})
