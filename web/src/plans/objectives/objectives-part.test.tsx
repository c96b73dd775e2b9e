import { notifications } from '@mantine/notifications'
import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { type FakeHandler, FakeRefusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { anAccess, fakeSession } from '../../client/fixtures/sessions.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { plans } from '../index.ts'
import { forgetDrafts } from '../shared/use-kept-draft.ts'
import { aKeyResult, anObjective, aPlan, figuresOfObjective, figuresOfResult, PLAN_ID } from './fixtures.ts'
import type { PlanObjective } from './types.ts'

const PAGE = `/plans/${PLAN_ID}?part=objectives`
const EVERYTHING = ['plans:read', 'plans:write', 'people:read', 'margins:read']

function house(objectives: readonly PlanObjective[], more: Record<string, FakeHandler> = {}, rights = EVERYTHING) {
  const access = anAccess({ permissions: rights, seesMargins: rights.includes('margins:read') })
  return startFakeServer({
    'session.read': () => fakeSession({ workspaces: [access] }),
    'plans.readPlan': () => aPlan(),
    'plans.readObjectives': () => ({ asOf: '2026-07-02', objectives }),
    'plans.listKeyResultSources': () => ({ ledgerUpTo: '2026-06-28', currency: 'USD', productLines: ['Pumps'] }),
    'workspace.listMembers': () => ({ rows: [], nextCursor: null, total: 0 }),
    ...more,
  })
}

const openPart = () => openPage([plans], PAGE)
const hidden = { hidden: true } as const

beforeEach(() => notifications.clean())

describe('the objectives of a plan', () => {
  it('say how far they are, whether that keeps pace, and what they come of and lead to', async () => {
    house([
      anObjective({
        causes: [{ kind: 'swot_item', id: 'c1', title: 'A rival builds next door' }],
        actions: { total: 4, done: 1, overdue: 2, blocked: 0 },
      }),
    ])
    await openPart()
    const list = await screen.findByRole('list', { name: 'Open objectives' })
    expect(list.textContent).toContain('Be the first choice')
    expect(list.textContent).toContain('0.50')
    expect(list.textContent).toContain('on track')
    expect(list.textContent).toContain('with 50\u00a0% of the time over')
    expect(list.textContent).toContain('from 0\u00a0features to 6\u00a0features')
    expect(list.textContent).toContain('3\u00a0features on')
    expect(within(list).getByRole('link', { name: 'SWOT item: A rival builds next door' })).toBeDefined()
    expect(within(list).getByRole('link', { name: '4 actions, 1 done, 2 late' })).toBeDefined()
  })

  it('mark what is missing: an owner, a reading, sight of margins', async () => {
    const unread = {
      grade: null,
      status: 'insufficient_data' as const,
      reasons: ['plans/no-reading'],
      color: null,
      pace: null,
    }
    house(
      [
        anObjective({ owner: null, figures: figuresOfObjective({ ...unread, graded: 0 }) }),
        anObjective({
          id: '8c7e2f10-1a53-4a66-8e0b-3b1d2a9f1002',
          title: 'Earn more',
          owner: { kind: 'member', personId: 'p9', name: 'Lena Leaver', function: '', hasLeft: true },
          figures: null,
          keyResults: [
            aKeyResult({
              title: 'Gross margin',
              figures: null,
              format: 'money',
              measure: { kind: 'fed', source: 'gross_margin', productLine: null, window: 'period_to_date' },
            }),
          ],
        }),
      ],
      {},
      ['plans:read', 'plans:write'],
    )
    await openPart()
    expect(await screen.findByText('1 without an owner')).toBeDefined()
    expect(screen.getByText('1 not read yet')).toBeDefined()
    expect(screen.getByText('has left')).toBeDefined()
    const results = screen.getByRole('list', { name: 'Key results of Earn more' })
    expect(results.textContent).toContain('hidden')
    expect(within(results).queryByRole('button', { name: 'Enter' })).toBeNull()
  })

  it('tell of a fed result from which months of the ledger it is, and let nobody type it', async () => {
    house([
      anObjective({
        keyResults: [
          aKeyResult({
            title: 'Sell pumps',
            format: 'money',
            unit: 'USD',
            measure: { kind: 'fed', source: 'net_revenue', productLine: 'Pumps', window: 'period_to_date' },
            basis: { from: '2026-01', to: '2026-06', ledgerUpTo: '2026-06-28' },
            figures: figuresOfResult({ start: '0', target: '900000', latest: { on: '2026-06-28', value: '450000' } }),
          }),
        ],
      }),
    ])
    const { user } = await openPart()
    const results = await screen.findByRole('list', { name: 'Key results of Be the first choice' })
    expect(within(results).queryByRole('button', { name: 'Enter' })).toBeNull()
    await user.hover(within(results).getByText(/^ledger up to/))
    expect((await screen.findByRole('tooltip')).textContent).toContain('Net revenue of Pumps')
  })

  it('show a plan without any what to begin with, and readers no button', async () => {
    house([], {}, ['plans:read'])
    await openPart()
    expect(await screen.findByText('No objectives yet')).toBeDefined()
    expect(screen.queryByRole('button', { name: 'New objective' })).toBeNull()
  })
})

describe('a new value', () => {
  it('is typed in one line and sent by Enter; what is no number is said so and stays', async () => {
    const { calls } = house([anObjective()], { 'plans.enterReading': () => aKeyResult() })
    const { user } = await openPart()
    const field = await screen.findByRole('textbox', { name: 'New value of Six features launched' })
    await user.type(field, 'four{Enter}')
    expect(await screen.findByText('Write a number such as 1250.5, or 520k.')).toBeDefined()
    expect((field as HTMLInputElement).value).toBe('four')
    await user.clear(field)
    await user.type(field, '1.234{Enter}')
    expect(await screen.findByText('“1.234” could be 1234 or 1.2340. Type it as one of these.')).toBeDefined()
    await user.clear(field)
    await user.type(field, '4{Enter}')
    await waitFor(() => expect(calls.filter(({ name }) => name === 'plans.enterReading')).toHaveLength(1))
    expect(calls.find(({ name }) => name === 'plans.enterReading')?.input).toMatchObject({
      value: '4',
      on: '2026-07-02',
      corrects: null,
    })
    await waitFor(() => expect((field as HTMLInputElement).value).toBe(''))
  }, 20_000)

  it('that was wrong is corrected by a new one, and can be taken out and put back', async () => {
    const reading = figuresOfResult().readings[1]
    const { calls } = house([anObjective()], {
      'plans.enterReading': () => aKeyResult(),
      'plans.removeReading': () => ({ ...reading, version: 2 }),
      'plans.putBackReading': () => ({ ...reading, version: 3 }),
    })
    const { user } = await openPart()
    await user.click(await screen.findByRole('button', { name: '2 readings' }))
    const dialog = await screen.findByRole('dialog', { name: 'Readings of Six features launched', ...hidden })
    const [first] = within(dialog).getAllByRole('button', { name: 'Take out', ...hidden })
    if (first) await user.click(first)
    await user.click(await screen.findByRole('button', { name: 'Undo', ...hidden }))
    await waitFor(() => expect(calls.find(({ name }) => name === 'plans.putBackReading')?.ifMatch).toBe('"2"'))
    const [correct] = within(dialog).getAllByRole('button', { name: 'Correct', ...hidden })
    if (correct) await user.click(correct)
    const value = within(dialog).getByRole('textbox', { name: 'Value', ...hidden })
    await user.clear(value)
    await user.type(value, '2')
    await user.click(within(dialog).getByRole('button', { name: 'Save', ...hidden }))
    await waitFor(() =>
      expect(calls.find(({ name }) => name === 'plans.enterReading')?.input).toMatchObject({
        value: '2',
        corrects: reading?.id,
      }),
    )
  }, 20_000)
})

describe('writing an objective', () => {
  it('takes key results with it, refuses a target that is the start, and can be undone', async () => {
    const { calls } = house([anObjective()], {
      'plans.createObjective': () => anObjective({ title: 'Win the south' }),
      'plans.removeObjective': () => anObjective({ version: 2 }),
      'plans.askKeyResultSource': () => ({
        value: '450',
        status: 'ok',
        reasons: [],
        from: '2026-01',
        to: '2026-06',
        ledgerUpTo: '2026-06-28',
      }),
    })
    const { user } = await openPart()
    await user.click(await screen.findByRole('button', { name: 'New objective' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'New objective', ...hidden }))
    await user.type(await dialog.findByRole('textbox', { name: /^Objective/, ...hidden }), 'Win the south')
    await user.click(dialog.getByRole('button', { name: 'Add a key result', ...hidden }))
    await user.keyboard('Left out again')
    await user.click(dialog.getByRole('button', { name: 'Leave key result 1 out', ...hidden }))
    await user.keyboard('{Enter}Revenue of pumps')
    await user.selectOptions(
      dialog.getByRole('combobox', { name: 'Where its values come from', ...hidden }),
      'net_revenue',
    )
    await dialog.findByRole('option', { name: 'Pumps', ...hidden })
    await user.selectOptions(dialog.getByRole('combobox', { name: 'Product line', ...hidden }), 'Pumps')
    await user.click(dialog.getByRole('button', { name: 'What does the ledger say today?', ...hidden }))
    await user.click(await dialog.findByRole('button', { name: 'Take it as the start', ...hidden }))
    const target = dialog.getByRole('textbox', { name: /^Target/, ...hidden })
    await user.type(target, '450')
    await user.click(dialog.getByRole('button', { name: 'Add the objective', ...hidden }))
    expect(await dialog.findByText('The target is where it starts.')).toBeDefined()
    await user.type(target, '0')
    await user.click(dialog.getByRole('button', { name: 'Add the objective', ...hidden }))
    await user.click(await screen.findByRole('button', { name: 'Undo', ...hidden }))
    await waitFor(() => expect(calls.some(({ name }) => name === 'plans.removeObjective')).toBe(true))
    expect(calls.find(({ name }) => name === 'plans.createObjective')?.input).toMatchObject({
      title: 'Win the south',
      // The period that the day of the test lies in, or the last.
      startsOn: expect.stringMatching(/^202[67]-01-01$/),
      endsOn: expect.stringMatching(/^202[67]-12-31$/),
      cause: null,
      keyResults: [
        {
          title: 'Revenue of pumps',
          start: '450',
          target: '4500',
          measure: { kind: 'fed', source: 'net_revenue', productLine: 'Pumps', window: 'period_to_date' },
        },
      ],
    })
  }, 30_000)

  it('is still there when it was closed by Escape, and gone when it was cancelled or the person signed out', async () => {
    house([anObjective()])
    const { user } = await openPart()
    const open = async () => {
      await user.click(await screen.findByRole('button', { name: 'New objective', ...hidden }))
      const dialog = within(await screen.findByRole('dialog', { name: 'New objective', ...hidden }))
      const title = (await dialog.findByRole('textbox', { name: /^Objective/, ...hidden })) as HTMLInputElement
      return { dialog, title }
    }
    const gone = () => waitFor(() => expect(screen.queryByRole('dialog', hidden)).toBeNull())
    await user.type((await open()).title, 'Win the north')
    await user.keyboard('{Escape}')
    await gone()
    const again = await open()
    expect(again.title.value).toBe('Win the north')
    await user.click(again.dialog.getByRole('button', { name: 'Cancel', ...hidden }))
    await gone()
    const anew = await open()
    expect(anew.title.value).toBe('')
    await user.type(anew.title, 'Mine')
    forgetDrafts()
    expect(Object.keys(sessionStorage)).toEqual([])
  }, 20_000)

  it('loses nothing when somebody else was faster: both versions stand side by side', async () => {
    let stored = anObjective()
    const { calls } = house([], {
      'plans.readObjectives': () => ({ asOf: '2026-07-02', objectives: [stored] }),
      'plans.changeObjective': ({ ifMatch, input }) => {
        if (ifMatch !== `"${stored.version}"`) throw new FakeRefusal(412, 'http/version-stale')
        return { ...stored, title: input.title }
      },
    })
    const { user } = await openPart()
    await user.click(await screen.findByRole('button', { name: 'More about Be the first choice' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Edit' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Edit the objective', ...hidden }))
    const title = dialog.getByRole('textbox', { name: /^Objective/, ...hidden })
    await user.type(title, ' of all')
    stored = anObjective({ title: 'Be the second choice', version: 2 })
    await user.click(dialog.getByRole('button', { name: 'Save', ...hidden }))
    expect(await dialog.findByText('Be the second choice')).toBeDefined()
    expect((title as HTMLInputElement).value).toBe('Be the first choice of all')
    await user.click(dialog.getByRole('button', { name: 'Keep mine', ...hidden }))
    await waitFor(() => expect(calls.filter(({ name }) => name === 'plans.changeObjective')).toHaveLength(2))
    const last = calls.findLast(({ name }) => name === 'plans.changeObjective')
    expect([last?.ifMatch, last?.body]).toMatchObject(['"2"', { title: 'Be the first choice of all' }])
  }, 30_000)

  it('ends with a reason, and keeps the computed grade where none is given', async () => {
    const ended = anObjective({
      status: 'closed',
      ending: { on: '2026-07-02', byName: 'Ann Bell', reason: 'Three are enough' },
      version: 2,
    })
    const { calls } = house([anObjective()], { 'plans.closeObjective': () => ended })
    const { user } = await openPart()
    await user.click(await screen.findByRole('button', { name: 'More about Be the first choice' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Close with a grade' }))
    const dialog = within(await screen.findByRole('dialog', { name: /^Close “Be/, ...hidden }))
    const send = () => user.click(dialog.getByRole('button', { name: 'Close with a grade', ...hidden }))
    await send()
    expect(dialog.getByText('Write at least 3 characters.')).toBeDefined()
    await user.type(dialog.getByRole('textbox', { name: /^Reason/, ...hidden }), 'Three are enough')
    await send()
    await waitFor(() =>
      expect(calls.find(({ name }) => name === 'plans.closeObjective')?.input).toMatchObject({
        reason: 'Three are enough',
        grade: null,
      }),
    )
  }, 30_000)
})

describe('objectives out of a spreadsheet', () => {
  it('are read from a file, looked through, and go in without the lines that are wrong', async () => {
    const preview = {
      columns: ['objective', 'result', 'start', 'target', 'due'],
      headings: ['Objective', 'Key result', 'Start', 'Target', 'Due'],
      ignoredColumns: [],
      unchanged: [4],
      differing: [{ line: 4, differences: ['the owner is “Ben” in the plan, “Anna” in the sheet'] }],
      objectives: [
        {
          title: 'Grow together',
          isPresent: false,
          kind: 'quantitative',
          why: '',
          ownerName: '',
          startsOn: '2026-07-02',
          endsOn: '2026-12-31',
          ambition: 'committed',
          keyResults: [
            { line: 2, title: 'Plants', start: '1', target: '3', unit: 'plants', ambition: 'stretch', current: '2' },
          ],
        },
      ],
      rejects: [{ line: 3, content: 'Grow together\tSites\tfew\t3\t', reasons: ['the start “few” is no number'] }],
    }
    const { calls } = house([], {
      'plans.previewObjectiveImport': () => preview,
      'plans.importObjectives': () => ({ objectives: 1, keyResults: 1, unchanged: 1, rejects: preview.rejects }),
    })
    const server = globalThis.fetch
    globalThis.fetch = (input, init) =>
      String(input).includes('/plan-sheets?')
        ? Promise.resolve(
            Response.json({ pasted: 'Objective\tKey result', sheet: 'Aims', otherSheets: ['Notes'], faults: [] }),
          )
        : server(input, init)
    const { user } = await openPart()
    await user.click(await screen.findByRole('button', { name: 'From a spreadsheet' }))
    const dialog = within(await screen.findByRole('dialog', hidden))
    const input = document.querySelector<HTMLInputElement>('input[type="file"]')
    if (!input) throw new Error('there is no field for a file')
    await user.upload(input, new File(['Objective;Key result'], 'aims.csv', { type: 'text/csv' }))
    expect(await dialog.findByText('the start “few” is no number')).toBeDefined()
    expect(dialog.getByRole('list', { name: 'What would be added', ...hidden }).textContent).toContain(
      'Plants: from 1\u00a0plants to 3\u00a0plants · stretch · 2\u00a0plants today',
    )
    expect(dialog.getByText('1 line of it in the plan already; nothing changes there.')).toBeDefined()
    await user.click(dialog.getByRole('button', { name: 'Add 1 objective, 1 key result', ...hidden }))
    expect(await screen.findByText('1 objective and 1 key result added.')).toBeDefined()
    expect(calls.find(({ name }) => name === 'plans.importObjectives')?.input.pasted).toBe('Objective\tKey result')
  }, 20_000)
})
