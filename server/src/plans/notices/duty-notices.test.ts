import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { noOrigin } from '../../platform/use-case.ts'
import { type GivenPlan, givenPlan } from '../fixtures.ts'
import { findPlan } from '../plan-store.ts'
import { accountDutyLetter, noticeLetter } from './letters.ts'
import { accountDutyTeller, tellNewDuties } from './tell-duty.ts'

let house: TestProgram
let north: number
let owner: TestPerson
let mia: TestPerson
let plan: GivenPlan
let plans = 0

beforeAll(async () => {
  house = await createTestProgram()
  north = await house.createWorkspace('north')
  owner = await house.createPerson('north', { role: 'owner', name: 'Olga Owner' })
})
afterAll(() => house.stop())

beforeEach(async () => {
  plan = await givenPlan(house, north, `D${++plans}`)
  mia = await house.createPerson('north', { role: 'account_manager', name: 'Mia Manager' })
})

const base = '/api/workspaces/north'
const told = async (person: TestPerson) =>
  (await house.call(person, 'GET', `${base}/plan-notices`)).body.rows.map(
    ({ kind, duty, actorName }: { kind: string; duty: string | null; actorName: string }) => [kind, duty, actorName],
  )
const onTeam = (person: TestPerson, duty: string, more: object = {}) =>
  house.call(owner, 'POST', `${base}/plans/${plan.id}/team`, {
    personId: person.id,
    side: 'ours',
    function: 'Key account manager',
    duty,
    ...more,
  })
const change = (id: string, version: number, body: object) =>
  house.call(owner, 'PATCH', `${base}/plans/${plan.id}/team/${id}`, body, { 'if-match': `"${version}"` })
const atAccount = (person: TestPerson, duty: string, by = owner) =>
  house.call(by, 'PUT', `${base}/accounts/${plan.accountId}/team/${person.id}`, { duty })

describe('a duty in a plan', () => {
  it('is told to whoever gets it, with the duty and the plan', async () => {
    const added = await onTeam(mia, 'responsible')
    expect(added.status, JSON.stringify(added.body)).toBe(201)
    expect(await told(mia)).toEqual([['duty_given', 'responsible', 'Olga Owner']])
    const [row] = (await house.call(mia, 'GET', `${base}/plan-notices`)).body.rows
    expect(row).toMatchObject({ plan: { id: plan.id }, account: { id: plan.accountId }, isRead: false })
  })

  it('is told again when it becomes the one who answers, and not for smaller changes', async () => {
    const { body } = await onTeam(mia, 'informed')
    const consulted = await change(body.id, body.version, { duty: 'consulted' })
    expect(await told(mia)).toHaveLength(1)
    const accountable = await change(body.id, consulted.body.version, { duty: 'accountable' })
    expect(accountable.status, JSON.stringify(accountable.body)).toBe(200)
    expect(await told(mia)).toContainEqual(['duty_given', 'accountable', 'Olga Owner'])
    await change(body.id, accountable.body.version, { task: 'Calls every week' })
    await change(body.id, accountable.body.version + 1, { duty: 'responsible' })
    expect(await told(mia)).toHaveLength(2)
  })

  it('is told to whoever takes a place over, and to whoever is put back', async () => {
    const nils = await house.createPerson('north', { role: 'contributor', name: 'Nils New' })
    const { body } = await onTeam(mia, 'responsible')
    const taken = await change(body.id, body.version, { personId: nils.id })
    expect(await told(nils)).toEqual([['duty_given', 'responsible', 'Olga Owner']])
    const at = `${base}/plans/${plan.id}/team/${body.id}`
    const match = (version: number) => ({ 'if-match': `"${version}"` })
    const removed = await house.call(owner, 'POST', `${at}/remove`, {}, match(taken.body.version))
    expect(removed.status, JSON.stringify(removed.body)).toBe(200)
    await house.call(owner, 'POST', `${at}/restore`, {}, match(removed.body.version))
    expect(await told(nils)).toHaveLength(2)
    expect(await told(mia)).toHaveLength(1)
  })

  it('is not told to whoever gives it to themselves, mutes the plan, or may not see it', async () => {
    await onTeam(owner, 'responsible')
    expect(await told(owner)).toEqual([])
    await house.call(mia, 'POST', `${base}/plans/${plan.id}/stance`, { stance: 'muted' })
    await onTeam(mia, 'accountable')
    expect(await told(mia)).toEqual([])
    const blind = await house.createPerson('north', { role: 'contributor', visibility: 'team', name: 'Bo Blind' })
    await onTeam(blind, 'informed')
    const { rows } = await house.database.superuser.query('select 1 from mainstay.plan_notice where person_id = $1', [
      blind.id,
    ])
    expect(rows).toEqual([])
  })

  it('is not told where the change was refused', async () => {
    await onTeam(owner, 'accountable')
    expect((await onTeam(mia, 'accountable')).status).toBe(409)
    expect(await told(mia)).toEqual([])
  })

  it('is told where a change of the team is taken back, and where that is done again', async () => {
    const { body } = await onTeam(mia, 'responsible')
    const at = `${base}/plans/${plan.id}`
    await house.call(owner, 'POST', `${at}/team/${body.id}/remove`, {}, { 'if-match': `"${body.version}"` })
    const undoLatest = async () => {
      const [latest] = (await house.call(owner, 'GET', `${at}/changes`)).body.rows
      const undone = await house.call(owner, 'POST', `${at}/changes/${latest.id}/undo`, {})
      expect(undone.status, JSON.stringify(undone.body)).toBe(200)
    }
    await undoLatest()
    expect(await told(mia)).toHaveLength(2)
    await undoLatest()
    expect(await told(mia)).toHaveLength(2)
  })

  it('is told to the people of the account when its plan is begun', async () => {
    const { body: account } = await house.call(owner, 'POST', `${base}/accounts`, { code: 'FRESH', name: 'Fresh' })
    await house.call(owner, 'PUT', `${base}/accounts/${account.id}/team/${mia.id}`, { duty: 'account_manager' })
    const begun = await house.call(owner, 'POST', `${base}/plans`, { accountId: account.id })
    expect(begun.status, JSON.stringify(begun.body)).toBe(201)
    expect(await told(mia)).toContainEqual(['duty_given', 'accountable', 'Olga Owner'])
    expect(await told(owner)).toEqual([])
  })

  it('is silent while the draft that it is of is deleted, and told again when that is put back', async () => {
    const { body: account } = await house.call(owner, 'POST', `${base}/accounts`, { code: 'WRONG', name: 'Wrong' })
    await house.call(owner, 'PUT', `${base}/accounts/${account.id}/team/${mia.id}`, { duty: 'account_manager' })
    const { body: draft } = await house.call(owner, 'POST', `${base}/plans`, { accountId: account.id })
    const match = (version: number) => ({ 'if-match': `"${version}"` })
    const gone = await house.call(owner, 'POST', `${base}/plans/${draft.id}/delete`, {}, match(draft.version))
    expect(gone.status, JSON.stringify(gone.body)).toBe(200)
    expect(await told(mia)).toEqual([['account_duty_given', 'account_manager', 'Olga Owner']])
    expect((await house.call(mia, 'GET', `${base}/plan-notices`)).body.total).toBe(1)
    expect((await house.call(mia, 'GET', `${base}/plan-notices/unread`)).body).toEqual({ unread: 1 })
    await house.call(owner, 'POST', `${base}/plans/${draft.id}/put-back`, {}, match(gone.body.version))
    expect(await told(mia)).toContainEqual(['duty_given', 'accountable', 'Olga Owner'])
    expect((await house.call(mia, 'GET', `${base}/plan-notices/unread`)).body).toEqual({ unread: 2 })
  })

  it('is told to members whom the file of an imported plan puts on its team', async () => {
    await onTeam(mia, 'consulted')
    const file = (await house.call(owner, 'GET', `${base}/plans/${plan.id}/export?format=json`)).body
    await house.call(owner, 'POST', `${base}/accounts`, { code: 'OTHER-ONE', name: 'Other' })
    const made = await house.call(owner, 'POST', `${base}/plan-imports?account=OTHER-ONE`, file)
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    const { rows } = (await house.call(mia, 'GET', `${base}/plan-notices`)).body
    expect(rows.map((row: { plan: { id: string } }) => row.plan.id).toSorted()).toEqual(
      [plan.id, made.body.planId].toSorted(),
    )
  })

  it('is told when the whole plan is handed over, and only once', async () => {
    await onTeam(owner, 'accountable')
    const handed = await house.call(owner, 'POST', `${base}/plans/${plan.id}/hand-over`, {
      fromPersonId: owner.id,
      toPersonId: mia.id,
      note: 'All yours',
      actions: [],
      introductions: [],
    })
    expect(handed.status, JSON.stringify(handed.body)).toBeLessThan(300)
    expect(await told(mia)).toEqual([['handed_over', null, 'Olga Owner']])
  })
})

describe('a duty at an account', () => {
  it('is told with a link to the account, and again when it becomes account manager', async () => {
    expect((await atAccount(mia, 'team_member')).status).toBe(200)
    const [row] = (await house.call(mia, 'GET', `${base}/plan-notices`)).body.rows
    expect(row).toMatchObject({
      kind: 'account_duty_given',
      duty: 'team_member',
      plan: null,
      account: { id: plan.accountId, name: `Account D${plans}` },
      subject: null,
    })
    await atAccount(mia, 'executive_sponsor')
    expect(await told(mia)).toHaveLength(1)
    await atAccount(mia, 'account_manager')
    await atAccount(mia, 'account_manager')
    expect((await told(mia)).map(([, duty]: string[]) => duty).toSorted()).toEqual(['account_manager', 'team_member'])
    expect((await house.call(mia, 'GET', `${base}/plan-notices/unread`)).body).toEqual({ unread: 2 })
    expect((await house.call(mia, 'POST', `${base}/plan-notices/read`, { ids: 'all' })).body).toEqual({ unread: 0 })
  })

  it('opens the account to whoever only sees those they look after, and tells them', async () => {
    const scout = await house.createPerson('north', { role: 'account_manager', visibility: 'team', name: 'Sam Scout' })
    await atAccount(scout, 'account_manager')
    expect(await told(scout)).toEqual([['account_duty_given', 'account_manager', 'Olga Owner']])
  })

  it('is nothing to tell where somebody takes it themselves, or it is refused', async () => {
    await atAccount(owner, 'account_manager')
    expect(await told(owner)).toEqual([])
    const viewer = await house.createPerson('north', { role: 'viewer', name: 'Vic Viewer' })
    expect((await atAccount(mia, 'account_manager', viewer)).status).toBe(403)
    expect(await told(mia)).toEqual([])
  })
})

describe('the mail about a duty', () => {
  const sender = { name: 'Eve https://bad.example', workspaceSlug: 'north' }
  const area = () => ({ config: { ...house.program.context.config, publicUrl: 'https://keys.example.test/' } })

  it('says the duty in words and leads to the plan', () => {
    const letter = noticeLetter(area(), sender, {
      kind: 'duty_given',
      plan: { id: plan.id, title: 'Plan of N' },
      duty: 'accountable',
    })
    expect(letter.kind).toBe('plan-duty-given')
    expect(letter.paragraphs[0]).toContain(
      'duty in the plan Plan of N: you are accountable, the one who answers for it.',
    )
    expect(letter.paragraphs.join(' ')).not.toContain('https://')
    expect(letter.action?.url).toBe(`https://keys.example.test/w/north/plans/${plan.id}?part=overview`)
  })

  it('leads to the account where the duty is one at an account', () => {
    const letter = accountDutyLetter(area(), sender, {
      account: { id: '7', name: 'Acme.example' },
      duty: 'account_manager',
      others: 0,
    })
    expect(letter.paragraphs[0]).toContain('duty at the account Acme. example: you are its account manager.')
    const many = { account: { id: '7', name: 'Acme' }, duty: 'account_manager', others: 34 } as const
    expect(accountDutyLetter(area(), sender, many).paragraphs[0]).toContain(
      'at the account Acme and at 34 others: you are its account manager.',
    )
    expect(letter.action).toEqual({ label: 'Open the account', url: 'https://keys.example.test/w/north/accounts/7' })
  })

  it('is told to many with as many statements as to one', async () => {
    const members = [mia]
    for (let index = 0; index < 12; index += 1)
      members.push(await house.createPerson('north', { role: 'contributor', name: `Member ${index}` }))
    const asked = async (people: readonly TestPerson[]) => {
      let statements = 0
      const counting: KyselyPlugin = {
        transformQuery: ({ node }) => {
          statements += 1
          return node
        },
        transformResult: async ({ result }) => result,
      }
      const after = people.map(({ id }) => ({ personId: id, duty: 'responsible' as const }))
      await house.program.useCases.command(await house.actor('north', owner), noOrigin, async (scope) => {
        const counted = { ...scope, db: scope.db.withPlugin(counting) }
        await tellNewDuties(house.program.context, counted, { plan: await findPlan(scope, plan.id), before: [], after })
      })
      return statements
    }
    expect(await asked(members)).toBe(await asked([mia]))
    for (const member of members.slice(1))
      expect(await told(member)).toEqual([['duty_given', 'responsible', 'Olga Owner']])
  })

  it('goes to the same people as the notice, in the transaction of the deed', async () => {
    const sent: { to: unknown; subject: string }[] = []
    const { context } = house.program
    const on = { ...context, mailer: { ...context.mailer, isOn: true } }
    await house.program.useCases.command(await house.actor('north', owner), noOrigin, async (given) => {
      const sendMail: typeof given.sendMail = async ({ to, letter }) => {
        sent.push({ to, subject: letter.subject })
        return 'waiting'
      }
      const scope = { ...given, sendMail }
      const found = await findPlan(scope, plan.id)
      const after = [mia, owner].map(({ id }) => ({ personId: id, duty: 'responsible' as const }))
      await tellNewDuties(on, scope, { plan: found, before: [], after })
      const { accountId } = plan
      await accountDutyTeller(on)(scope, { accountId, personId: mia.id, before: null, after: 'account_manager' })
    })
    expect(sent).toEqual([
      { to: { personId: mia.id }, subject: 'A duty in a plan' },
      { to: { personId: mia.id }, subject: 'A duty at an account' },
    ])
  })
})
