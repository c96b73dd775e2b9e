import { notifications } from '@mantine/notifications'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, it } from 'vitest'
import { type FakeHandler, FakeRefusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { anAccess, aSession, fakeSession } from '../../client/fixtures/sessions.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { plans } from '../index.ts'
import { aPlanHeader } from '../record-fixtures.ts'
import { aChange, aComparison, anApproval, aSnapshot, PLAN_ID } from './fixtures.ts'

const PAGE = `/plans/${PLAN_ID}?part=history`
const WAIT = 20_000
const reader = (personId: string, name: string) => ({ personId, name, role: 'viewer', isInner: false })
const house: Readonly<Record<string, FakeHandler>> = {
  'session.read': () => aSession(),
  'plans.readPlan': () => aPlanHeader(),
  'plans.readPlanHistory': () => ({ approvals: [], snapshots: [], turns: [], knownSince: null }),
  'plans.readPlanApproval': () => ({ approval: null }),
  'plans.readPlanStance': () => ({ stance: 'normal', toldAs: 'accountable' }),
  'plans.countPlanComments': () => ({ rows: [] }),
  'plans.listPlanPresence': () => ({ people: [] }),
  'plans.beatPlanPresence': () => ({ people: [] }),
  'plans.leavePlan': () => ({ people: [] }),
  'plans.listPlanReaders': () => ({ rows: [reader('p1', 'Ann Bell'), reader('sven', 'Sven Sponsor')] }),
  'plans.comparePlan': () => aComparison(),
  'plans.listPlanChanges': () => ({ rows: [], nextCursor: null, total: 0 }),
}
const viewerSession = () =>
  fakeSession({ workspaces: [anAccess({ permissions: ['plans:read'], role: 'viewer', seesMargins: false })] })

beforeEach(() => notifications.clean())

it(
  'says what to do next before anybody was asked, and puts the plan before others',
  async () => {
    let isSubmitted = false
    const { calls } = startFakeServer({
      ...house,
      'plans.readPlanHistory': () =>
        isSubmitted
          ? { approvals: [anApproval()], snapshots: [aSnapshot()], turns: [], knownSince: null }
          : { approvals: [], snapshots: [], turns: [], knownSince: null },
      'plans.submitPlan': () => {
        isSubmitted = true
        return anApproval()
      },
    })
    const { user } = await openPage([plans], PAGE)
    expect(await screen.findByText(/Nobody has been asked to approve this plan yet/)).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Submit for approval' }))
    const dialog = await screen.findByRole('dialog', { hidden: true })
    await user.click(within(dialog).getByRole('button', { name: 'Submit', hidden: true }))
    expect(await within(dialog).findByText('Name at least one person.')).toBeDefined()
    const who = within(dialog).getByLabelText(/Who approves/)
    await user.click(who)
    expect(screen.queryByRole('option', { name: 'Ann Bell', hidden: true })).toBeNull()
    await user.click(await screen.findByRole('option', { name: 'Sven Sponsor', hidden: true }))
    await user.type(within(dialog).getByLabelText('What they should look at'), 'Look at 2027.')
    await user.click(within(dialog).getByRole('button', { name: 'Submit', hidden: true }))
    expect(await screen.findByText('Answers are awaited from Sven Sponsor.')).toBeDefined()
    expect(calls.find(({ name }) => name === 'plans.submitPlan')?.input).toMatchObject({
      approverIds: ['sven'],
      note: 'Look at 2027.',
    })
  },
  WAIT,
)

it(
  'lets whoever is asked answer, and keeps their reason when somebody was faster',
  async () => {
    let version = 1
    const { calls } = startFakeServer({
      ...house,
      'session.read': () => viewerSession(),
      'plans.readPlanHistory': () => ({
        approvals: [anApproval({ awaitsYou: true, version })],
        snapshots: [aSnapshot({ kind: 'submitted' })],
        turns: [],
        knownSince: null,
      }),
      'plans.answerPlanApproval': ({ ifMatch }) => {
        if (ifMatch === '"1"') {
          version = 2
          throw new FakeRefusal(412, 'http/version-stale')
        }
        return anApproval({ state: 'changes_asked', version: 3 })
      },
    })
    const { user } = await openPage([plans], PAGE)
    expect(await screen.findByText(/You are asked: approve it/)).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Submit for approval' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Ask for changes' }))
    const dialog = await screen.findByRole('dialog', { hidden: true })
    const reason = within(dialog).getByRole('textbox', { hidden: true }) as HTMLTextAreaElement
    await user.type(reason, 'short')
    const send = () => user.click(within(dialog).getByRole('button', { name: 'Ask for changes', hidden: true }))
    await send()
    expect(await within(dialog).findByText(/at least ten characters/)).toBeDefined()
    await user.type(reason, ': the goals are missing.')
    await send()
    expect((await within(dialog).findByRole('alert', { hidden: true })).textContent).toContain('Somebody answered')
    expect(reason.value).toBe('short: the goals are missing.')
    await send()
    await waitFor(() => expect(calls.filter(({ name }) => name === 'plans.answerPlanApproval').length).toBe(2))
    expect(calls.filter(({ name }) => name === 'plans.answerPlanApproval').at(-1)?.ifMatch).toBe('"2"')
  },
  WAIT,
)

it(
  'tells what changed in words first, side by side on demand, between any two moments',
  async () => {
    const second = aSnapshot({ id: '0b6f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d13', number: 2 })
    const { calls } = startFakeServer({
      ...house,
      'plans.readPlanHistory': () => ({ approvals: [], snapshots: [second, aSnapshot()], turns: [], knownSince: null }),
      'plans.comparePlan': () => aComparison({ notCompared: ['Team'] }),
    })
    const { user } = await openPage([plans], PAGE)
    const told = await screen.findByRole('list', { name: 'What changed' })
    expect(told.textContent).toContain('Action “Meet their chief”: due date from 2026-11-10 to 2026-12-10.')
    expect(screen.getByText('1 new, 1 changed, 0 taken out')).toBeDefined()
    expect(screen.getByText(/only one of the two moments has it for you: Team/)).toBeDefined()
    await user.click(screen.getByText('Side by side'))
    const sides = await screen.findByRole('region', { name: 'Side by side' })
    expect(within(sides).getByRole('cell', { name: '2026-12-10' })).toBeDefined()
    expect(within(sides).getByRole('cell', { name: 'none' })).toBeDefined()
    await user.selectOptions(screen.getByLabelText('From'), aSnapshot().id)
    await user.selectOptions(screen.getByLabelText('To'), second.id)
    await waitFor(() =>
      expect(calls.filter(({ name }) => name === 'plans.comparePlan').at(-1)?.input).toMatchObject({
        from: aSnapshot().id,
        to: second.id,
      }),
    )
  },
  WAIT,
)

it(
  'says that nothing changed, and that nothing is kept yet',
  async () => {
    startFakeServer({ ...house, 'plans.comparePlan': () => aComparison({ differences: [] }) })
    await openPage([plans], PAGE)
    expect(await screen.findByText('Nothing is kept yet')).toBeDefined()
    expect(screen.queryByRole('heading', { name: 'What changed' })).toBeNull()
  },
  WAIT,
)

it(
  'keeps a moment with its reason, and shows what is kept',
  async () => {
    let isKept = false
    const { calls } = startFakeServer({
      ...house,
      'plans.readPlanHistory': () => ({
        approvals: [],
        snapshots: isKept ? [aSnapshot()] : [],
        turns: [],
        knownSince: null,
      }),
      'plans.comparePlan': () => aComparison({ differences: [] }),
      'plans.takePlanSnapshot': () => {
        isKept = true
        return aSnapshot()
      },
      'plans.readPlanSnapshot': () => ({
        snapshot: aSnapshot(),
        lists: [
          {
            key: 'actions',
            title: 'Actions',
            items: [{ id: 'a1', label: 'Meet their chief', fields: [{ key: 'o', label: 'owner', value: 'Carl' }] }],
          },
        ],
      }),
    })
    const { user } = await openPage([plans], PAGE)
    await user.click(await screen.findByRole('button', { name: 'Keep it as it stands' }))
    const dialog = await screen.findByRole('dialog', { hidden: true })
    await user.click(within(dialog).getByRole('button', { name: 'Keep', hidden: true }))
    expect(await within(dialog).findByText('Say why in a few words.')).toBeDefined()
    await user.type(within(dialog).getByRole('textbox', { hidden: true }), 'Before the review')
    await user.click(within(dialog).getByRole('button', { name: 'Keep', hidden: true }))
    expect(await screen.findByText('Moment 1 is kept.')).toBeDefined()
    expect(calls.find(({ name }) => name === 'plans.takePlanSnapshot')?.input).toMatchObject({
      reason: 'Before the review',
    })
    expect(await screen.findByText('Nothing changed')).toBeDefined()
    await user.click(await screen.findByRole('button', { name: 'Show' }))
    expect(await screen.findByText('Meet their chief')).toBeDefined()
  },
  WAIT,
)

it(
  'shows who else has the plan open, where its approval stands, and lets one watch or mute it',
  async () => {
    const { calls } = startFakeServer({
      ...house,
      'plans.readPlanApproval': () => ({ approval: anApproval({ awaitsYou: true }) }),
      'plans.beatPlanPresence': () => ({
        people: [
          { personId: 'p1', name: 'Ann Bell', isYou: true },
          { personId: 'mia', name: 'Mia Manager', isYou: false },
        ],
      }),
      'plans.setPlanStance': ({ input }) => ({ stance: input.stance, toldAs: 'accountable' }),
    })
    const { user } = await openPage([plans], PAGE)
    expect(
      await screen.findByRole('img', { name: 'Has this plan open now: Ann Bell (you), Mia Manager' }),
    ).toBeDefined()
    expect(screen.getByRole('link', { name: 'asks for your approval' })).toBeDefined()
    await user.click(
      await screen.findByRole('button', { name: /How closely you follow this plan: Told as accountable/ }),
    )
    await user.click(await screen.findByRole('menuitem', { name: /Muted/, hidden: true }))
    expect(await screen.findByRole('button', { name: /How closely you follow this plan: Muted/ })).toBeDefined()
    expect(calls.find(({ name }) => name === 'plans.setPlanStance')?.input).toMatchObject({ stance: 'muted' })
  },
  WAIT,
)

it(
  'lays any two days and times beside each other, and goes there from the list of changes',
  async () => {
    const { calls } = startFakeServer({
      ...house,
      'plans.readPlanHistory': () => ({
        approvals: [],
        snapshots: [],
        turns: [],
        knownSince: '2026-01-02T10:00:00.000Z',
      }),
      'plans.listPlanChanges': () => ({ rows: [aChange()], nextCursor: null, total: 1 }),
    })
    const { user } = await openPage([plans], PAGE)
    const from = await screen.findByLabelText('From: day and time')
    fireEvent.change(from, { target: { value: '2026-03-04T08:30' } })
    await user.selectOptions(screen.getByLabelText('To'), 'other')
    fireEvent.change(await screen.findByLabelText('To: day and time'), { target: { value: '2026-05-06T18:45' } })
    const asked = () => calls.filter(({ name }) => name === 'plans.comparePlan').at(-1)?.input
    await waitFor(() =>
      expect(asked()).toMatchObject({
        from: new Date('2026-03-04T08:30').toISOString(),
        to: new Date('2026-05-06T18:45').toISOString(),
      }),
    )
    await user.click(screen.getByRole('button', { name: /What changed since “took an objective out: Grow/ }))
    await waitFor(() => expect(asked()).toMatchObject({ from: '2026-11-19T10:00:00.000Z', to: 'now' }))
  },
  WAIT,
)

it(
  'takes a change back from the list, and says in words where that is too late',
  async () => {
    let isLate = false
    const { calls } = startFakeServer({
      ...house,
      'plans.listPlanChanges': () => ({
        rows: [aChange(), aChange({ id: '6', mayUndo: false, action: 'plans.goals-set', item: null })],
        nextCursor: null,
        total: 2,
      }),
      'plans.undoPlanChange': () => {
        if (isLate) throw new FakeRefusal(409, 'plans/undo-built-upon')
        isLate = true
        return { item: 'Grow together' }
      },
    })
    const { user } = await openPage([plans], PAGE)
    const list = await screen.findByRole('list', { name: 'Who did what' })
    expect(list.textContent).toContain('Mia Manager set goals')
    expect(within(list).getAllByRole('button')).toHaveLength(1)
    const undo = within(list).getByRole('button', { name: 'Undo “took an objective out: Grow together”' })
    await user.click(undo)
    expect(await screen.findByText('Grow together: taken back.')).toBeDefined()
    expect(calls.find(({ name }) => name === 'plans.undoPlanChange')?.input).toMatchObject({ changeId: '7' })
    await user.click(undo)
    expect((await screen.findByRole('alert')).textContent).toBe('plans/undo-built-upon')
  },
  WAIT,
)

it(
  'tells an undo as one: whose deed was taken back and when, struck out where it stood, and lets it be done again',
  async () => {
    const { calls } = startFakeServer({
      ...house,
      'plans.listPlanChanges': () => ({
        rows: [
          aChange({
            id: '9',
            actorName: 'Anna',
            action: 'plans.change-undone',
            item: 'net revenue 2014',
            of: { action: 'plans.goals-set', actorName: 'Ben', at: '2026-11-21T10:32:00.000Z' },
          }),
          aChange({
            id: '8',
            actorName: 'Ben',
            action: 'plans.goals-set',
            item: 'net revenue 2014',
            mayUndo: false,
            fate: { kind: 'taken_back', actorName: 'Anna', at: '2026-11-21T11:00:00.000Z' },
          }),
        ],
        nextCursor: null,
        total: 2,
      }),
      'plans.undoPlanChange': () => ({ item: 'net revenue 2014' }),
    })
    const { user } = await openPage([plans], PAGE)
    const list = await screen.findByRole('list', { name: 'Who did what' })
    const [undone, original] = within(list).getAllByRole('listitem')
    expect(undone?.textContent).toMatch(/Anna took back: set goals: net revenue 2014, by Ben, .*2026/)
    expect(original?.textContent).toMatch(/Ben set goals: net revenue 2014Taken back by Anna, .*2026/)
    expect(within(list).queryAllByRole('button', { name: /Undo/ })).toHaveLength(0)
    await user.click(within(list).getByRole('button', { name: /^Do again: “took back: set goals/ }))
    expect(await screen.findByText('net revenue 2014: done again.')).toBeDefined()
    expect(calls.find(({ name }) => name === 'plans.undoPlanChange')?.input).toMatchObject({ changeId: '9' })
  },
  WAIT,
)

it(
  'names moments by what happened then and through whom, the latest first',
  async () => {
    const at = '2026-11-05T09:00:00.000Z'
    const { calls } = startFakeServer({
      ...house,
      'plans.readPlanHistory': () => ({
        approvals: [],
        snapshots: [
          aSnapshot({
            id: '0b6f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d14',
            number: 2,
            kind: 'submitted',
            takenAt: '2026-11-07T10:00:00Z',
          }),
          aSnapshot(),
        ],
        turns: [{ kind: 'reopened', actorName: 'Lea Lead', at }],
        knownSince: '2026-01-02T10:00:00.000Z',
      }),
      'plans.comparePlan': () => aComparison(),
    })
    const { user } = await openPage([plans], PAGE)
    const from = await screen.findByLabelText('From')
    const named = within(from)
      .getAllByRole('option')
      .map(({ textContent }) => textContent?.replace(/, .*/, ''))
    expect(named).toEqual([
      'A quarter ago',
      'Another day and time',
      'Submitted by Mia Manager',
      'Opened again by Lea Lead',
      'Kept by Mia Manager (Before the review)',
    ])
    await user.selectOptions(from, at)
    await waitFor(() =>
      expect(calls.filter(({ name }) => name === 'plans.comparePlan').at(-1)?.input).toMatchObject({ from: at }),
    )
    expect(screen.queryByLabelText('From: day and time')).toBeNull()
    await user.selectOptions(from, 'quarter')
    const asked = () => String(calls.filter(({ name }) => name === 'plans.comparePlan').at(-1)?.input.from)
    await waitFor(() => expect(asked()).not.toBe(at))
    const daysBack = (Date.now() - Date.parse(asked())) / 86_400_000
    expect(daysBack).toBeGreaterThan(88)
    expect(daysBack).toBeLessThan(93)
    expect((from as HTMLSelectElement).selectedOptions[0]?.textContent).toMatch(/^A quarter ago, /)
    expect(screen.queryByLabelText('From: day and time')).toBeNull()
  },
  WAIT,
)

it(
  'offers no quarter ago of a plan that is younger',
  async () => {
    const knownSince = new Date(Date.now() - 30 * 86_400_000).toISOString()
    startFakeServer({
      ...house,
      'plans.readPlanHistory': () => ({ approvals: [], snapshots: [], turns: [], knownSince }),
      'plans.comparePlan': () => aComparison(),
    })
    await openPage([plans], PAGE)
    const from = await screen.findByLabelText('From')
    expect(within(from).getAllByRole('option')).toHaveLength(1)
  },
  WAIT,
)

it(
  'closes with one Escape what lies in front: the list of names where it is open, else the dialog',
  async () => {
    startFakeServer({
      ...house,
      'plans.readPlanHistory': () => ({ approvals: [], snapshots: [], turns: [], knownSince: null }),
    })
    const { user } = await openPage([plans], PAGE)
    const open = async () => {
      await user.click(await screen.findByRole('button', { name: 'Submit for approval' }))
      const dialog = await screen.findByRole('dialog', { hidden: true })
      const who = within(dialog).getByRole('combobox', { hidden: true })
      await waitFor(() => expect(document.activeElement).toBe(who))
      return who
    }
    const who = await open()
    expect(who.getAttribute('aria-expanded')).toBe('false')
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog', { hidden: true })).toBeNull())
    await user.click(await open())
    await user.keyboard('{Escape}')
    expect(screen.getByRole('dialog', { hidden: true })).toBeDefined()
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog', { hidden: true })).toBeNull())
  },
  WAIT,
)
