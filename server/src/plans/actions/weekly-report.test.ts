import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AreaContext } from '../../platform/area.ts'
import type { Mail } from '../../platform/mail/mailer.ts'
import { createUseCases } from '../../platform/use-case.ts'
import { type ActionHouse, createActionHouse, hideActions } from './actions-harness.ts'
import { askForReports, sendReports, weekToReport } from './weekly-report.ts'

let at: ActionHouse
let area: AreaContext
const sent: Mail[] = []

beforeAll(async () => {
  at = await createActionHouse()
  const { context } = at.house.program
  const mailer: AreaContext['mailer'] = {
    isOn: true,
    post: async (_client, _workspaceId, mail) => {
      sent.push(mail)
      return 'waiting'
    },
  }
  const useCases = createUseCases(context.pool, context.jobs, new Map(), mailer)
  area = { ...context, mailer, useCases, config: { ...context.config, publicUrl: 'https://mainstay.example/' } }
})
afterAll(() => at.house.stop())

test.each([
  ['2026-11-19T23:59:00Z', null],
  ['2026-11-20T06:59:00Z', null],
  ['2026-11-20T07:00:00Z', '2026-11-16'],
  ['2026-11-22T23:59:00Z', '2026-11-16'],
  ['2026-11-23T07:00:00Z', null],
])('at %s the report of the week is %s', (moment, week) => {
  expect(weekToReport(new Date(moment))).toBe(week)
})

test('a workspace that demands a second factor sends none to whoever has none', async () => {
  const own = await createActionHouse()
  try {
    const { context } = own.house.program
    const posted: unknown[] = []
    const mailer: AreaContext['mailer'] = {
      isOn: true,
      post: async (_client, _workspaceId, mail) => {
        posted.push(mail.to)
        return 'waiting'
      },
    }
    const useCases = createUseCases(context.pool, context.jobs, new Map(), mailer)
    const demanding: AreaContext = { ...context, mailer, useCases }
    const query = own.house.database.superuser.query.bind(own.house.database.superuser)
    for (const person of [own.viewer, own.manager]) {
      await own.given({ dueOn: '2026-12-10', owner: { kind: 'member', personId: person.id } })
    }
    await query(`update mainstay.workspace set requires_two_factor = true where slug = 'north'`)
    await query(`update identity.person set "twoFactorEnabled" = true where id = $1`, [own.manager.id])
    await sendReports(demanding, own.workspaceId)
    expect(posted).toEqual([{ personId: own.manager.id }])
  } finally {
    await own.house.stop()
  }
})

test('on Friday everybody on the plan gets the report in plain words, once a week, and only of what they may see', async () => {
  await at.given({
    title: 'Visit www.bait.example',
    dueOn: '2026-11-10',
    owner: { kind: 'member', personId: at.viewer.id },
  })
  await at.given({ dueOn: '2026-12-10', owner: { kind: 'member', personId: at.outsider.id } })
  await askForReports(area)
  await sendReports(area, at.workspaceId)
  expect(sent.map(({ to }) => to)).toEqual([{ personId: at.viewer.id }])
  expect(sent[0]?.letter).toEqual({
    kind: 'plan-status-report',
    subject: 'Status of the week: Plan of K100',
    paragraphs: ['0 of 2 actions are done (0 %).', '1 action is overdue, by 10 days.'],
    action: {
      label: 'Open the actions',
      url: `https://mainstay.example/w/north/plans/${at.plan.id}?part=actions`,
    },
  })
  await sendReports(area, at.workspaceId)
  expect(sent).toHaveLength(1)
  at.house.setNow('2026-11-27T10:00:00Z')
  await hideActions(at.house, at.plan.id, true)
  await sendReports(area, at.workspaceId)
  expect(sent).toHaveLength(1)
  await hideActions(at.house, at.plan.id, false)
  at.house.setNow('2026-12-04T10:00:00Z')
  await sendReports(area, at.workspaceId)
  expect(sent).toHaveLength(2)
  at.house.setNow('2026-12-09T10:00:00Z')
  await sendReports(area, at.workspaceId)
  expect(sent).toHaveLength(2)
})

test('who watches a plan gets the report, who has muted it does not', async () => {
  for (const [person, stance] of [
    [at.contributor, 'watching'],
    [at.viewer, 'muted'],
  ] as const) {
    await at.house.database.superuser.query(
      `insert into mainstay.plan_stance (workspace_id, plan_id, person_id, account_id, stance, updated_at)
       values ($1, $2, $3, $4, $5, now())`,
      [at.workspaceId, at.plan.id, person.id, at.plan.accountId, stance],
    )
  }
  at.house.setNow('2026-12-11T10:00:00Z')
  const before = sent.length
  await sendReports(area, at.workspaceId)
  expect(sent.slice(before).map(({ to }) => to)).toEqual([{ personId: at.contributor.id }])
})
