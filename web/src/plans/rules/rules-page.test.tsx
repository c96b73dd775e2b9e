import { notifications } from '@mantine/notifications'
import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, it } from 'vitest'
import { refusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { anAccess, aSession, fakeSession } from '../../client/fixtures/sessions.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { plans } from '../index.ts'
import { PLAN_ID } from '../record-fixtures.ts'

const PAGE = '/plans/rules'
const ID = '0b6f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d01'
const OTHER = '0b6f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d02'
const SENTENCE = 'When a key result is red and off track, the plan gets the action “Look at {item}”.'

const aRule = (changes: object = {}) => ({
  id: ID,
  name: 'Red results',
  trigger: { kind: 'result_red', days: null },
  action: {
    title: 'Look at {item}',
    details: 'Ask why.',
    dueInDays: 14,
    owner: { kind: 'accountable', personId: null, name: null, hasLeft: false },
  },
  status: 'draft',
  sentence: SENTENCE,
  isTested: false,
  testedOn: null,
  testedByName: null,
  activeSince: null,
  lastRanOn: null,
  made: 0,
  isRemoved: false,
  version: 1,
  ...changes,
})
const plan = { id: PLAN_ID, title: 'Plan for Harbour', account: { id: '7', code: 'K7', name: 'Harbour' } }
const noRuns = () => ({ rows: [], nextCursor: null, total: 0 })

beforeEach(() => notifications.clean())

it('shows a rule in words, tests it on the past with what that leaves out, and only then switches it on', async () => {
  let rule = aRule()
  const { calls } = startFakeServer({
    'session.read': () => aSession(),
    'plans.listPlanRules': () => ({ rows: [rule] }),
    'plans.listPlanRuleRuns': noRuns,
    'plans.testPlanRule': () => {
      rule = aRule({ isTested: true, testedOn: '2026-11-20', testedByName: 'Lea Lead', version: 2 })
      const examples = [{ on: '2026-10-04', title: 'Look at Lines installed', plan }]
      return {
        rule,
        test: {
          plans: 12,
          total: 5,
          today: 1,
          months: [
            { month: '2026-09', made: 0, examples: [] },
            { month: '2026-10', made: 5, examples },
          ],
          unknown: ['Targets are taken as they are today.'],
        },
      }
    },
    'plans.switchPlanRule': () => {
      rule = aRule({ status: 'on', isTested: true, activeSince: '2026-11-20', version: 3 })
      return rule
    },
  })
  const { user } = await openPage([plans], PAGE)
  expect(await screen.findByText(SENTENCE)).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Switch on' })).toBeNull()
  expect(screen.getByText(/Not tested as it stands/)).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Test on the past' }))
  expect(await screen.findByText(/5 actions in 12 plans that you may see/)).toBeDefined()
  const october = screen.getByRole('row', { name: /Oct 2026/ })
  expect(october.textContent).toContain('Look at Lines installed')
  expect(within(october).getByText('and 4 more')).toBeDefined()
  expect(screen.getByText('Targets are taken as they are today.')).toBeDefined()
  await user.click(await screen.findByRole('button', { name: 'Switch on' }))
  expect(await screen.findByText(/On since .*2026/)).toBeDefined()
  expect(calls.find(({ name }) => name === 'plans.testPlanRule')?.ifMatch).toBe('"1"')
  const turned = calls.find(({ name }) => name === 'plans.switchPlanRule')
  expect(turned).toMatchObject({ ifMatch: '"2"', input: { id: ID, isOn: true } })
  expect(screen.queryByRole('button', { name: 'Change' })).toBeNull()
}, 20_000)

it('drafts a rule from an empty page, and shows a refused field where it was typed', async () => {
  let rows: object[] = []
  let isRefusing = true
  const { calls } = startFakeServer({
    'session.read': () => aSession(),
    'plans.listPlanRules': () => ({ rows }),
    'plans.listPlanRuleRuns': noRuns,
    'plans.createPlanRule': () => {
      if (isRefusing) {
        isRefusing = false
        const message = 'Only {account}, {plan} and {item} can stand in braces.'
        return refusal(422, 'plans/rule-placeholder', 'Look at the fields.', {
          errors: [{ path: 'action.title', code: 'plans/rule-placeholder', message }],
        })
      }
      rows = [aRule({ name: 'Unanswered' })]
      return rows[0]
    },
  })
  const { user } = await openPage([plans], PAGE)
  expect(await screen.findByText('No rules yet')).toBeDefined()
  const [first] = screen.getAllByRole('button', { name: 'New rule' })
  if (first) await user.click(first)
  const dialog = await screen.findByRole('dialog', { name: 'New rule' })
  await user.type(within(dialog).getByRole('textbox', { name: /Name/ }), 'Unanswered')
  await user.type(within(dialog).getByRole('textbox', { name: /Title of the action/ }), 'See {{customer}')
  await user.click(within(dialog).getByRole('button', { name: 'Save draft' }))
  expect(await within(dialog).findByText(/can stand in braces/)).toBeDefined()
  expect(within(dialog).getByDisplayValue('Unanswered')).toBeDefined()
  await user.selectOptions(within(dialog).getByRole('combobox', { name: 'When' }), 'result_red')
  expect(within(dialog).queryByRole('textbox', { name: /^Days/ })).toBeNull()
  await user.click(within(dialog).getByRole('button', { name: 'Save draft' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  const sent = calls.filter(({ name }) => name === 'plans.createPlanRule').map(({ input }) => input)
  expect(sent[0]).toMatchObject({ trigger: { kind: 'swot_unanswered', days: 30 } })
  expect(sent[1]).toMatchObject({ trigger: { kind: 'result_red', days: null }, action: { title: 'See {customer}' } })
}, 20_000)

it('keeps what was typed when somebody else was faster, shows both, and saves over theirs only when told to', async () => {
  let rule = aRule()
  const versions: (string | null)[] = []
  startFakeServer({
    'session.read': () => aSession(),
    'plans.listPlanRules': () => ({ rows: [rule] }),
    'plans.listPlanRuleRuns': noRuns,
    'plans.changePlanRule': ({ ifMatch }) => {
      versions.push(ifMatch)
      if (ifMatch === '"1"') {
        rule = aRule({ name: 'Theirs', version: 2 })
        return refusal(412, 'http/version-stale', 'Somebody else changed this.')
      }
      rule = aRule({ name: 'Mine', version: 3 })
      return rule
    },
  })
  const { user } = await openPage([plans], PAGE)
  await user.click(await screen.findByRole('button', { name: 'Change' }))
  const dialog = await screen.findByRole('dialog', { name: 'Change rule' })
  const name = within(dialog).getByRole('textbox', { name: /Name/ })
  await user.clear(name)
  await user.type(name, 'Mine')
  await user.click(within(dialog).getByRole('button', { name: 'Save draft' }))
  const note = await within(dialog).findByRole('alert')
  expect(note.textContent).toContain('Mine')
  expect(note.textContent).toContain('Theirs')
  const buttons = within(note).getAllByRole('button')
  const keep = buttons.at(-1)
  if (keep) await user.click(keep)
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(versions).toEqual(['"1"', '"2"'])
}, 20_000)

it('tells of every run what it matched, made and passed over; readers only read', async () => {
  const hit = { plan, title: 'Look at Lines installed', outcome: 'made', actionId: OTHER }
  startFakeServer({
    'session.read': () => fakeSession({ workspaces: [anAccess({ role: 'viewer', permissions: ['plans:read'] })] }),
    'plans.listPlanRules': () => ({
      rows: [aRule({ status: 'on', activeSince: '2026-11-20', lastRanOn: '2026-11-21', made: 1 })],
    }),
    'plans.listPlanRuleRuns': () => ({
      rows: [
        {
          id: OTHER,
          ranAt: '2026-11-21T06:00:00Z',
          cause: 'daily',
          matched: 3,
          made: 1,
          skipped: [{ reason: 'made_already', count: 2 }],
          hits: [hit, { ...hit, outcome: 'still_open', actionId: null }],
        },
        { id: ID, ranAt: '2026-11-20T06:00:00Z', cause: 'tier_decided', matched: 0, made: 0, skipped: [], hits: [] },
      ],
      nextCursor: null,
      total: 2,
    }),
  })
  await openPage([plans], PAGE)
  const runs = await screen.findByRole('list', { name: 'Runs' })
  expect(runs.textContent).toContain('3 matched, 1 made')
  expect(runs.textContent).toContain('2 passed over: had an action before')
  expect(runs.textContent).toContain('its earlier action for this is still open')
  expect(runs.textContent).toContain('nothing matched')
  expect(screen.getByText(/Last daily run on .*2026/)).toBeDefined()
  for (const name of ['New rule', 'Change', 'Switch off', 'Remove', 'Test again']) {
    expect(screen.queryByRole('button', { name })).toBeNull()
  }
  expect(screen.getByText('Only owners and program leads change rules.')).toBeDefined()
}, 20_000)

it('removes a rule and puts it back', async () => {
  let rows: object[] = [aRule()]
  const { calls } = startFakeServer({
    'session.read': () => aSession(),
    'plans.listPlanRules': () => ({ rows }),
    'plans.listPlanRuleRuns': noRuns,
    'plans.removePlanRule': () => {
      rows = []
      return aRule({ isRemoved: true, version: 2 })
    },
    'plans.restorePlanRule': () => {
      rows = [aRule({ version: 3 })]
      return rows[0]
    },
  })
  const { user } = await openPage([plans], PAGE)
  await user.click(await screen.findByRole('button', { name: 'Remove' }))
  expect(await screen.findByText('No rules yet')).toBeDefined()
  await user.click(await screen.findByRole('button', { name: 'Undo' }))
  expect(await screen.findByText(SENTENCE)).toBeDefined()
  expect(calls.find(({ name }) => name === 'plans.restorePlanRule')?.ifMatch).toBe('"2"')
}, 20_000)
