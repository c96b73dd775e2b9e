import { notifications } from '@mantine/notifications'
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { FakeRefusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { anAccess, fakeSession } from '../../client/fixtures/sessions.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { plans } from '../index.ts'
import { aHeader, aPlanRow, aProposal, harbour, PLAN_ID, quietHouse, sessionOf, TEMPLATE_ID } from './fixtures.ts'

const noPlans = () => ({ rows: [], nextCursor: null, total: 0 })
const onePlan =
  (row = aPlanRow()) =>
  () => ({ rows: [row], nextCursor: null, total: 1 })
const emptyParts = {
  'plans.readStatementsPart': () => ({ sections: [], completeness: { asked: 0, done: 0, share: null, sections: [] } }),
  'plans.listPlanChanges': noPlans,
}
const hidden = { hidden: true } as const

describe('the list of plans', () => {
  it('shows plans with tier, state and managers, and asks for what is filtered', async () => {
    const { calls } = startFakeServer({ ...quietHouse, 'plans.listPlans': onePlan() })
    const { user } = await openPage([plans], '/plans')
    expect(await screen.findByText('Harbour 2027 to 2028')).toBeDefined()
    expect(screen.getByText('Mara Manager')).toBeDefined()
    await user.selectOptions(screen.getByRole('combobox', { name: 'Status' }), 'Draft')
    await user.click(screen.getByRole('checkbox', { name: 'Mine only' }))
    await waitFor(() => expect(calls.at(-1)?.input).toMatchObject({ status: 'draft', ownerId: 'p1' }))
  }, 20_000)

  it('leads to drafts that were deleted, and puts one back', async () => {
    const title = 'Harbour by mistake'
    const draft = { id: PLAN_ID, title, scope: '', account: aHeader().account, version: 4 }
    let isDeleted = true
    const { calls } = startFakeServer({
      ...quietHouse,
      'plans.listPlans': noPlans,
      'plans.listDeletedDrafts': () => ({
        rows: isDeleted ? [{ ...draft, deletedAt: '2026-11-20T10:00:00Z', deletedByName: 'Mara Manager' }] : [],
      }),
      'plans.putBackPlanDraft': () => {
        isDeleted = false
        return aHeader({ status: 'draft', version: 5 })
      },
    })
    const { user } = await openPage([plans], '/plans')
    await user.click(await screen.findByRole('button', { name: 'Deleted drafts (1)' }))
    const dialog = await screen.findByRole('dialog', { name: 'Deleted drafts', ...hidden })
    expect(dialog.textContent).toContain('Harbour, deleted by Mara Manager on Nov 20, 2026')
    await user.click(within(dialog).getByRole('button', { name: `Put ${title} back`, ...hidden }))
    expect(await screen.findByText(`The draft of ${title} is back.`)).toBeDefined()
    expect(calls.find(({ name }) => name === 'plans.putBackPlanDraft')?.ifMatch).toBe('"4"')
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Deleted drafts/ })).toBeNull())
  }, 20_000)

  it('is empty with the way to begin', async () => {
    startFakeServer({ ...quietHouse, 'plans.listPlans': noPlans })
    await openPage([plans], '/plans')
    expect(await screen.findByText('No plan yet')).toBeDefined()
    expect(screen.getAllByRole('button', { name: 'Begin a plan' })).toHaveLength(2)
  }, 20_000)

  it('offers a reader nothing they may not do', async () => {
    startFakeServer({ ...quietHouse, 'session.read': sessionOf('plans:read'), 'plans.listPlans': noPlans })
    await openPage([plans], '/plans?begin=true')
    expect(await screen.findByText('No plan yet')).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Begin a plan' })).toBeNull()
    expect(screen.queryByRole('dialog', hidden)).toBeNull()
  }, 20_000)
})

describe('beginning a plan', () => {
  const house = {
    ...quietHouse,
    ...emptyParts,
    'plans.listPlans': noPlans,
    'accounts.read': () => harbour,
    'plans.readPlan': () => aHeader({ status: 'draft' }),
  }

  it('shows what will stand in it, and opens the draft', async () => {
    const { calls } = startFakeServer({
      ...house,
      'plans.proposePlan': () => aProposal(),
      'plans.beginPlan': () => aHeader({ status: 'draft' }),
    })
    const { user } = await openPage([plans], '/plans?begin=true&account=7')
    const dialog = await screen.findByRole('dialog', { name: 'Begin a plan', ...hidden })
    expect(await within(dialog).findByText('Named by the tier of the account.')).toBeDefined()
    expect(within(dialog).getByText('Net revenue 2025-11 to 2026-10: 800 USD.')).toBeDefined()
    expect(within(dialog).getByText('Invoice ledger up to 2026-10-31')).toBeDefined()
    expect(within(dialog).getByText('Mara Manager, account manager, accountable')).toBeDefined()
    expect(within(dialog).getByText(/^2 companies by 1 product line: /)).toBeDefined()
    await user.click(within(dialog).getByRole('button', { name: 'Begin the draft', ...hidden }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Harbour 2027 to 2028' })).toBeDefined()
    const sent = calls.find(({ name }) => name === 'plans.beginPlan')?.input
    expect(sent).toMatchObject({ accountId: '7', parentId: null, periodKind: 'year' })
    expect(sent).not.toHaveProperty('templateId')
  }, 20_000)

  it('says before sending that there is an open plan, with both ways on', async () => {
    const { calls } = startFakeServer({
      ...house,
      'plans.proposePlan': () => aProposal({ openPlan: { id: PLAN_ID, title: 'The old one' } }),
    })
    const { user } = await openPage([plans], '/plans?begin=true&account=7')
    const dialog = await screen.findByRole('dialog', { name: 'Begin a plan', ...hidden })
    expect(await within(dialog).findByText(/This account has an open plan: The old one/)).toBeDefined()
    await user.click(within(dialog).getByRole('button', { name: 'Begin a plan of a unit below it', ...hidden }))
    await user.type(await within(dialog).findByRole('textbox', { name: 'Unit or region', ...hidden }), 'Iberia')
    await waitFor(() => {
      const asked = calls.filter(({ name }) => name === 'plans.proposePlan').at(-1)?.input
      expect(asked).toMatchObject({ parentId: PLAN_ID, scope: 'Iberia' })
    })
  }, 20_000)

  it('keeps what was chosen when the server refuses, and says why', async () => {
    startFakeServer({
      ...house,
      'plans.proposePlan': () => aProposal(),
      'plans.beginPlan': () => {
        throw new FakeRefusal(409, 'plans/no-template')
      },
    })
    const { user } = await openPage([plans], '/plans?begin=true&account=7')
    const dialog = await screen.findByRole('dialog', { name: 'Begin a plan', ...hidden })
    const title = await within(dialog).findByRole('textbox', { name: 'Title', ...hidden })
    await user.type(title, 'Our way')
    await user.click(within(dialog).getByRole('button', { name: 'Begin the draft', ...hidden }))
    expect((await within(dialog).findByRole('alert', hidden)).textContent).toContain('plans/no-template')
    expect((title as HTMLInputElement).value).toBe('Our way')
  }, 20_000)
})

describe('the page of a plan', () => {
  const house = { ...quietHouse, ...emptyParts, 'plans.readPlan': () => aHeader() }

  it('names account, place, periods and template, and has tabs only for the sections it has', async () => {
    startFakeServer({
      ...house,
      'plans.readPlan': () => aHeader({ parent: { id: TEMPLATE_ID, title: 'World' }, scope: 'Iberia' }),
      'plans.readPlanTree': () => ({
        nodes: [
          {
            ...{ id: PLAN_ID, parentId: TEMPLATE_ID, depth: 1, account: aHeader().account, scope: 'Iberia' },
            ...{ title: 'Harbour', status: 'active', startsOn: null, endsOn: null },
            netRevenueGoal: { own: '15.0000', total: '215.0000', unknown: 1 },
          },
        ],
      }),
    })
    await openPage([plans], `/plans/${PLAN_ID}`)
    expect(await screen.findByRole('link', { name: 'World' })).toBeDefined()
    expect(screen.getByText('2027 · 2028')).toBeDefined()
    const place = await screen.findByRole('region', { name: 'Plans above and below' })
    expect((await within(place).findByText('Iberia')).getAttribute('aria-current')).toBe('page')
    expect(place.textContent).toContain('goal 215')
    expect(screen.getByRole('link', { name: 'Situation' })).toBeDefined()
    expect(screen.queryByRole('link', { name: 'SWOT' })).toBeNull()
  }, 20_000)

  it('rolls forward after saying what stays', async () => {
    const { calls } = startFakeServer({
      ...house,
      'plans.rollPlanForward': () =>
        aHeader({
          version: 4,
          periods: [...aHeader().periods, { number: 3, startsOn: '2029-01-01', endsOn: '2029-12-31', label: '2029' }],
        }),
    })
    const { user } = await openPage([plans], `/plans/${PLAN_ID}`)
    await user.click(await screen.findByRole('button', { name: 'Plan' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Roll forward', ...hidden }))
    const dialog = await screen.findByRole('dialog', { name: 'Roll the plan forward?', ...hidden })
    expect(dialog.textContent).toContain('The period after 2028 is added')
    await user.click(within(dialog).getByRole('button', { name: 'Roll forward', ...hidden }))
    expect(await screen.findByText('2029 is added; the periods before stay as they are.')).toBeDefined()
    expect(calls.find(({ name }) => name === 'plans.rollPlanForward')?.ifMatch).toBe('"3"')
  }, 20_000)

  it('takes sections over that its template has by now, and takes an empty one out, both with a way back', async () => {
    const section = { key: 'swot', title: 'SWOT', help: 'Theirs.', part: 'swot', audience: 'plan' }
    const { calls } = startFakeServer({
      ...house,
      'plans.listPlanSections': () => ({
        sections: [
          { key: 'profile', title: 'Profile', part: 'statements', isEmpty: false },
          { key: 'risks', title: 'Risks', part: 'statements', isEmpty: true },
        ],
        offered: [
          {
            section: { ...section, fields: [], freshMonths: null },
            from: 'template',
            template: { name: 'Full account plan', number: 2 },
            newFields: [],
          },
        ],
      }),
      'plans.addPlanSections': () => aHeader({ version: 4 }),
      'plans.removePlanSection': () => aHeader({ version: 5 }),
    })
    const { user } = await openPage([plans], `/plans/${PLAN_ID}`)
    const open = async () => {
      await user.click(await screen.findByRole('button', { name: 'Plan' }))
      await user.click(await screen.findByRole('menuitem', { name: 'Sections', ...hidden }))
      return screen.findByRole('dialog', { name: 'Sections of the plan', ...hidden })
    }
    const dialog = await open()
    const send = async () => user.click(await within(dialog).findByRole('button', { name: 'Take over', ...hidden }))
    await send()
    expect(within(dialog).getByText('Choose at least one.')).toBeDefined()
    expect(within(dialog).getByText('Theirs. From Full account plan, version 2.')).toBeDefined()
    expect(within(dialog).queryByRole('button', { name: 'Take Profile out', ...hidden })).toBeNull()
    await user.click(within(dialog).getByRole('checkbox', { name: 'SWOT', ...hidden }))
    await send()
    expect(await screen.findByText('1 section is taken over.')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    const removals = () => calls.filter(({ name }) => name === 'plans.removePlanSection')
    await waitFor(() => expect(removals().map(({ ifMatch }) => ifMatch)).toEqual(['"4"']))
    expect(removals()[0]?.input).toMatchObject({ key: 'swot' })
    const again = await open()
    await user.click(await within(again).findByRole('button', { name: 'Take Risks out', ...hidden }))
    expect(await screen.findByText('Risks is taken out.')).toBeDefined()
    await user.click(await screen.findByRole('button', { name: 'Undo', ...hidden }))
    const sent = () => calls.filter(({ name }) => name === 'plans.addPlanSections').at(-1)
    await waitFor(() => expect([sent()?.ifMatch, sent()?.input]).toMatchObject(['"5"', { keys: ['risks'] }]))
  }, 20_000)

  it('shows on the overview neither what a section said that is taken out, nor that it is refused', async () => {
    const section = { help: '', audience: 'plan' as const, freshMonths: null, fields: [] }
    const buying = { ...section, key: 'buying', title: 'How they buy', part: 'buying_process' as const }
    const profile = { ...section, key: 'profile', title: 'Profile', part: 'statements' as const }
    let isOut = false
    const { calls } = startFakeServer({
      ...house,
      'plans.readPlan': () => aHeader({ sections: isOut ? [profile] : [profile, buying], version: isOut ? 4 : 3 }),
      'plans.readBuying': () => {
        if (isOut) throw new FakeRefusal(404, 'plans/no-such-part')
        return { purchases: [], templates: [], archivedTemplates: [] }
      },
      'plans.listPlanSections': () => ({
        sections: [
          { key: 'profile', title: 'Profile', part: 'statements', isEmpty: false },
          { key: 'buying', title: 'How they buy', part: 'buying_process', isEmpty: true },
        ],
        offered: [],
      }),
      'plans.removePlanSection': () => {
        isOut = true
        return aHeader({ sections: [profile], version: 4 })
      },
    })
    const { user } = await openPage([plans], `/plans/${PLAN_ID}`)
    await screen.findByText('Nothing is open.')
    await user.click(await screen.findByRole('button', { name: 'Plan' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Sections', ...hidden }))
    await user.click(await screen.findByRole('button', { name: 'Take How they buy out', ...hidden }))
    await waitFor(() => expect(calls.filter(({ name }) => name === 'plans.readBuying').length).toBeGreaterThan(1))
    await waitFor(() => expect(screen.queryByRole('link', { name: 'How they buy', ...hidden })).toBeNull())
    expect(screen.getByText('Nothing is open.')).toBeDefined()
    expect(screen.queryByText('Not for you to see')).toBeNull()
    notifications.clean()
  }, 20_000)

  it('closes with a reason, and opens again by undo', async () => {
    const { calls } = startFakeServer({
      ...house,
      'plans.closePlan': () => aHeader({ status: 'closed', closedOn: '2026-11-20', version: 4 }),
      'plans.reopenPlan': () => aHeader({ version: 5 }),
    })
    const { user } = await openPage([plans], `/plans/${PLAN_ID}`)
    await user.click(await screen.findByRole('button', { name: 'Plan' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Close the plan', ...hidden }))
    const dialog = await screen.findByRole('dialog', { name: 'Close this plan?', ...hidden })
    const send = () => user.click(within(dialog).getByRole('button', { name: 'Close the plan', ...hidden }))
    await send()
    expect(within(dialog).getByText('Write at least 10 characters.')).toBeDefined()
    await user.type(within(dialog).getByRole('textbox', hidden), 'They left the market.')
    await send()
    await user.click(await screen.findByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(calls.find(({ name }) => name === 'plans.reopenPlan')?.ifMatch).toBe('"4"'))
  }, 20_000)

  it('deletes a draft and puts it back by undo; where it is kept, it says why and leads to closing it', async () => {
    let isKept = true
    const { calls } = startFakeServer({
      ...house,
      'plans.readPlan': () => aHeader({ status: 'draft' }),
      'plans.listPlans': noPlans,
      'plans.deletePlanDraft': () => {
        if (isKept) throw new FakeRefusal(409, 'plans/delete-commented')
        return { id: PLAN_ID, version: 4 }
      },
      'plans.putBackPlanDraft': () => aHeader({ status: 'draft', version: 5 }),
    })
    const { user } = await openPage([plans], `/plans/${PLAN_ID}`)
    const ask = async () => {
      await user.click(await screen.findByRole('button', { name: 'Plan' }))
      await user.click(await screen.findByRole('menuitem', { name: 'Delete the draft', ...hidden }))
      const dialog = await screen.findByRole('dialog', { name: 'Delete this draft?', ...hidden })
      await user.click(within(dialog).getByRole('button', { name: 'Delete the draft', ...hidden }))
      return dialog
    }
    const dialog = await ask()
    expect((await within(dialog).findByRole('alert', hidden)).textContent).toBe('plans/delete-commented')
    await user.click(within(dialog).getByRole('button', { name: 'Close it instead', ...hidden }))
    const closing = await screen.findByRole('dialog', { name: 'Close this plan?', ...hidden })
    await user.click(within(closing).getByRole('button', { name: 'Cancel', ...hidden }))
    isKept = false
    await ask()
    expect(await screen.findByText('The draft of Harbour 2027 to 2028 is deleted.')).toBeDefined()
    expect(await screen.findByRole('heading', { level: 1, name: 'Account plans' })).toBeDefined()
    await user.click(await screen.findByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(calls.find(({ name }) => name === 'plans.putBackPlanDraft')?.ifMatch).toBe('"4"'))
  }, 20_000)

  it('keeps a new title beside the one somebody else wrote meanwhile', async () => {
    let title = 'Harbour 2027 to 2028'
    const { calls } = startFakeServer({
      ...house,
      'plans.readPlan': () => aHeader({ title, version: title === 'Theirs' ? 4 : 3 }),
      'plans.changePlan': ({ ifMatch }) => {
        if (ifMatch === '"4"') return aHeader({ title: 'Mine', version: 5 })
        title = 'Theirs'
        throw new FakeRefusal(412, 'http/version-stale')
      },
    })
    const { user } = await openPage([plans], `/plans/${PLAN_ID}`)
    await user.click(await screen.findByRole('button', { name: 'Plan' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Title and place', ...hidden }))
    const dialog = await screen.findByRole('dialog', { name: 'Title and place of the plan', ...hidden })
    const field = within(dialog).getByRole('textbox', { name: 'Title', ...hidden })
    await user.clear(field)
    await user.type(field, 'Mine')
    await user.click(within(dialog).getByRole('button', { name: 'Save', ...hidden }))
    expect(await within(dialog).findByText('Theirs')).toBeDefined()
    await user.click(within(dialog).getByRole('button', { name: 'Keep mine', ...hidden }))
    await waitFor(() => {
      const sent = calls.filter(({ name }) => name === 'plans.changePlan')
      expect(sent.map(({ ifMatch }) => ifMatch)).toEqual(['"3"', '"4"'])
    })
  }, 20_000)

  it.each([
    ['accountable', true],
    ['responsible', false],
    [null, false],
  ] as const)(
    'offers to delete a draft to whoever is told as %s: %s',
    async (toldAs, isOffered) => {
      const access = anAccess({ role: 'contributor', permissions: ['plans:read', 'plans:write'] })
      startFakeServer({
        ...house,
        'session.read': () => fakeSession({ workspaces: [access] }),
        'plans.readPlan': () => aHeader({ status: 'draft' }),
        'plans.readPlanStance': () => ({ stance: 'normal', toldAs }),
      })
      await openPage([plans], `/plans/${PLAN_ID}`)
      expect(await screen.findByRole('button', { name: /^How closely you follow this plan/ })).toBeDefined()
      expect(screen.queryByRole('button', { name: 'Plan' }) !== null).toBe(isOffered)
    },
    20_000,
  )

  it('offers nothing that changes it to people who only read', async () => {
    startFakeServer({ ...house, 'session.read': sessionOf('plans:read') })
    await openPage([plans], `/plans/${PLAN_ID}`)
    expect(await screen.findByText('2027 · 2028')).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Plan' })).toBeNull()
  }, 20_000)
})
