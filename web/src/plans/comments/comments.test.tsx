import { notifications } from '@mantine/notifications'
import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, it } from 'vitest'
import { type FakeHandler, FakeRefusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { anAccess, aSession, fakeSession } from '../../client/fixtures/sessions.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { plans } from '../index.ts'
import { aPlanHeader, PLAN_ID } from '../record-fixtures.ts'
import type { PlanComment } from './api/comment-queries.ts'

const WAIT = 20_000
const PLAN_PAGE = `/plans/${PLAN_ID}?part=history`

function aComment(changes: Partial<PlanComment> = {}): PlanComment {
  return {
    id: '0b6f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d21',
    planId: PLAN_ID,
    subjectKind: 'plan',
    subjectId: PLAN_ID,
    content: 'Shall we call them?',
    mentions: [],
    author: { personId: 'p1', name: 'Ann Bell' },
    isOwn: true,
    createdAt: '2026-11-02T10:00:00Z',
    editedAt: null,
    mayChange: true,
    mayRemove: true,
    version: 1,
    ...changes,
  }
}

const pageOf = (...rows: unknown[]) => ({ rows, nextCursor: null, total: rows.length })
const reader = (personId: string, name: string) => ({ personId, name, role: 'viewer', isInner: false })
const house: Readonly<Record<string, FakeHandler>> = {
  'session.read': () => aSession(),
  'plans.readPlan': () => aPlanHeader(),
  'plans.readPlanHistory': () => ({ approvals: [], snapshots: [], turns: [], knownSince: null }),
  'plans.readPlanApproval': () => ({ approval: null }),
  'plans.readPlanStance': () => ({ stance: 'normal', toldAs: null }),
  'plans.countPlanComments': () => ({ rows: [{ subjectKind: 'plan', subjectId: PLAN_ID, comments: 1 }] }),
  'plans.listPlanPresence': () => ({ people: [] }),
  'plans.beatPlanPresence': () => ({ people: [] }),
  'plans.leavePlan': () => ({ people: [] }),
  'plans.listPlanReaders': () => ({ rows: [reader('p1', 'Ann Bell'), reader('sven', 'Sven Sponsor')] }),
  'plans.listPlanComments': () => pageOf(aComment()),
}

beforeEach(() => {
  notifications.clean()
  window.sessionStorage.clear()
})

async function openTalk() {
  const { user } = await openPage([plans], PLAN_PAGE)
  await user.click(await screen.findByRole('button', { name: 'Comments on Plan for Harbour: 1' }))
  return { user, talk: await screen.findByRole('dialog', { name: 'Comments on Plan for Harbour', hidden: true }) }
}

it(
  'shows what is said, and adds to it with somebody named',
  async () => {
    const said = [aComment({ content: '<b>not bold</b>', isOwn: false, mayChange: false, mayRemove: false })]
    const { calls } = startFakeServer({
      ...house,
      'plans.listPlanComments': () => pageOf(...said),
      'plans.addPlanComment': ({ input }) => {
        const added = aComment({
          id: '0b6f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d22',
          content: String(input.content),
          mentions: [{ personId: 'sven', name: 'Sven Sponsor' }],
        })
        said.push(added)
        return added
      },
    })
    const { user, talk } = await openTalk()
    expect(await within(talk).findByText('<b>not bold</b>')).toBeDefined()
    await user.click(within(talk).getByRole('button', { name: 'Comment', hidden: true }))
    expect(await within(talk).findByText('Write something first.')).toBeDefined()
    await user.type(within(talk).getByLabelText('Your comment'), 'Sven, look')
    await user.click(within(talk).getByLabelText('Tell'))
    await user.click(await screen.findByRole('option', { name: 'Sven Sponsor', hidden: true }))
    await user.click(within(talk).getByRole('button', { name: 'Comment', hidden: true }))
    expect(await within(talk).findByText('Told: Sven Sponsor')).toBeDefined()
    expect((within(talk).getByLabelText('Your comment') as HTMLTextAreaElement).value).toBe('')
    expect(calls.find(({ name }) => name === 'plans.addPlanComment')?.input).toMatchObject({
      subjectKind: 'plan',
      subjectId: PLAN_ID,
      content: 'Sven, look',
      mentionIds: ['sven'],
    })
  },
  WAIT,
)

it(
  'keeps what was typed when it is refused, and when the talk is closed and opened again',
  async () => {
    startFakeServer({
      ...house,
      'plans.addPlanComment': () => {
        throw new FakeRefusal(409, 'plans/closed')
      },
    })
    const { user, talk } = await openTalk()
    await user.type(await within(talk).findByLabelText('Your comment'), 'Not lost')
    await user.click(within(talk).getByRole('button', { name: 'Comment', hidden: true }))
    expect((await within(talk).findByRole('alert', { hidden: true })).textContent).toContain('still here')
    await user.click(within(talk).getByRole('button', { name: 'Close', hidden: true }))
    await waitFor(() => expect(screen.queryByRole('dialog', { hidden: true })).toBeNull())
    await user.click(screen.getByRole('button', { name: 'Comments on Plan for Harbour: 1' }))
    const again = await screen.findByRole('dialog', { hidden: true })
    expect(((await within(again).findByLabelText('Your comment')) as HTMLTextAreaElement).value).toBe('Not lost')
  },
  WAIT,
)

it(
  'shows both versions when somebody changed the comment in another window',
  async () => {
    let stored = aComment()
    const { calls } = startFakeServer({
      ...house,
      'plans.listPlanComments': () => pageOf(stored),
      'plans.changePlanComment': ({ ifMatch, input }) => {
        if (ifMatch === '"1"') {
          stored = aComment({ content: 'Written elsewhere', version: 2 })
          throw new FakeRefusal(412, 'http/version-stale')
        }
        stored = aComment({ content: String(input.content), version: 3, editedAt: '2026-11-03T10:00:00Z' })
        return stored
      },
    })
    const { user, talk } = await openTalk()
    await user.click(await within(talk).findByRole('button', { name: 'Change', hidden: true }))
    const [field] = within(talk).getAllByLabelText('Your comment')
    await user.clear(field as HTMLElement)
    await user.type(field as HTMLElement, 'My version')
    await user.click(within(talk).getByRole('button', { name: 'Save', hidden: true }))
    const conflict = await within(talk).findByRole('alert', { hidden: true })
    expect(conflict.textContent).toContain('Written elsewhere')
    expect(conflict.textContent).toContain('My version')
    await user.click(within(conflict).getByRole('button', { name: 'Keep mine', hidden: true }))
    await waitFor(() =>
      expect(calls.filter(({ name }) => name === 'plans.changePlanComment').at(-1)?.ifMatch).toBe('"2"'),
    )
    expect(await within(talk).findByText('My version')).toBeDefined()
  },
  WAIT,
)

it(
  'takes a comment out and puts it back',
  async () => {
    let isOut = false
    startFakeServer({
      ...house,
      'plans.listPlanComments': () => (isOut ? pageOf() : pageOf(aComment())),
      'plans.removePlanComment': () => {
        isOut = true
        return aComment({ version: 2 })
      },
      'plans.putBackPlanComment': ({ ifMatch }) => {
        isOut = ifMatch !== '"2"'
        return aComment({ version: 3 })
      },
    })
    const { user, talk } = await openTalk()
    await user.click(await within(talk).findByRole('button', { name: 'Take out', hidden: true }))
    expect(await within(talk).findByText('Nothing is said yet')).toBeDefined()
    await user.click(await screen.findByRole('button', { name: 'Undo', hidden: true }))
    expect(await within(talk).findByText('Shall we call them?')).toBeDefined()
  },
  WAIT,
)

it(
  'can be read, not written, by those who only look',
  async () => {
    startFakeServer({
      ...house,
      'session.read': () => fakeSession({ workspaces: [anAccess({ permissions: ['plans:read'], role: 'viewer' })] }),
      'plans.listPlanComments': () => pageOf(),
    })
    const { talk } = await openTalk()
    expect(await within(talk).findByText('Who works in this plan can comment here.')).toBeDefined()
    expect(within(talk).queryByLabelText('Your comment')).toBeNull()
  },
  WAIT,
)

it(
  'what one was told is listed, answered on the spot and marked as read',
  async () => {
    const read = new Set<unknown>()
    const notice = {
      id: '0b6f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d31',
      kind: 'mentioned',
      plan: { id: PLAN_ID, title: 'Plan for Harbour', accountName: 'Harbour' },
      account: { id: '7', name: 'Harbour' },
      duty: null,
      others: 0,
      actorName: 'Mia Manager',
      subject: { kind: 'action', id: 'a1' },
      excerpt: 'Ann, please look',
      at: '2026-11-02T10:00:00Z',
      isRead: false,
    }
    const { calls } = startFakeServer({
      ...house,
      'plans.listPlanNotices': () => pageOf({ ...notice, isRead: read.has(notice.id) }),
      'plans.countPlanNotices': () => ({ unread: 1 - read.size }),
      'plans.markPlanNotices': ({ input }) => {
        for (const id of input.ids as string[]) read.add(id)
        return { unread: 0 }
      },
      'plans.listPlanComments': () => pageOf(aComment({ content: 'Ann, please look' })),
    })
    const { user } = await openPage([plans], '/notices')
    const list = await screen.findByRole('list', { name: 'What you were told' })
    expect(list.textContent).toContain('Mia Manager named you in a comment on an action')
    expect(await screen.findByText('1 new')).toBeDefined()
    await user.click(within(list).getByRole('button', { name: 'Comments' }))
    const talk = await screen.findByRole('dialog', { name: 'Comments on an action, Plan for Harbour', hidden: true })
    expect(await within(talk).findByText('Ann, please look')).toBeDefined()
    await waitFor(() => expect(calls.some(({ name }) => name === 'plans.markPlanNotices')).toBe(true))
    await waitFor(() => expect(screen.queryByText('1 new')).toBeNull())
  },
  WAIT,
)

it(
  'a duty is told in words, with the way to the plan or to the account',
  async () => {
    const told = {
      id: '0b6f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d31',
      kind: 'duty_given',
      plan: { id: PLAN_ID, title: 'Plan for Harbour', accountName: 'Harbour' },
      account: { id: '7', name: 'Harbour' },
      duty: 'accountable',
      others: 0,
      actorName: 'Olga Owner',
      subject: null,
      excerpt: null,
      at: '2026-11-02T10:00:00Z',
      isRead: false,
    }
    const atAccount = {
      ...told,
      id: '0b6f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d32',
      kind: 'account_duty_given',
      plan: null,
      duty: 'account_manager',
    }
    const many = { ...atAccount, id: '0b6f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d34', others: 34 }
    const handed = { ...told, id: '0b6f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d33', kind: 'handed_over', duty: null }
    startFakeServer({
      ...house,
      'plans.listPlanNotices': () => pageOf(told, atAccount, handed, many),
      'plans.countPlanNotices': () => ({ unread: 4 }),
    })
    await openPage([plans], '/notices')
    const list = await screen.findByRole('list', { name: 'What you were told' })
    const items = within(list).getAllByRole('listitem')
    const [inPlan, account, over, imported] = items.map(({ textContent }) => textContent)
    expect(inPlan).toContain(
      'Olga Owner has given you a duty in the plan: you are accountable, the one who answers for it',
    )
    expect(account).toContain('Olga Owner has given you a duty at the account: you are its account manager')
    expect(over).toContain('Olga Owner has handed the plan over to you')
    expect(imported).toContain('you are its account manager, and so at 34 other accounts')
    const hrefs = within(list)
      .getAllByRole('link')
      .map((link) => link.getAttribute('href'))
    expect(hrefs[0]).toContain(`/plans/${PLAN_ID}`)
    expect(hrefs[1]).toContain('/accounts/7')
    expect(hrefs[2]).toContain('part=actions')
  },
  WAIT,
)

it(
  'says that nobody has told one anything yet',
  async () => {
    startFakeServer({
      ...house,
      'plans.listPlanNotices': () => pageOf(),
      'plans.countPlanNotices': () => ({ unread: 0 }),
    })
    await openPage([plans], '/notices')
    expect(await screen.findByText('Nobody has told you anything yet')).toBeDefined()
  },
  WAIT,
)
