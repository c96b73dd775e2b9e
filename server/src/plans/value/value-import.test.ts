import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram, type TestReply } from '../../../test/program.ts'
import { type SampleFile, sampleFile } from '../content/fixtures.ts'

let house: TestProgram
let workspaceId: number
let lead: TestPerson
let number = 0

beforeAll(async () => {
  house = await createTestProgram()
  house.setNow('2026-04-01T10:00:00Z')
  workspaceId = await house.createWorkspace('north', 'USD')
  lead = await house.createPerson('north', { role: 'program_lead', seesMargins: true })
})
afterAll(() => house.stop())

async function take(file: unknown): Promise<TestReply> {
  number += 1
  const code = `I${number}`
  await house.database.superuser.query(
    `with n as (select nextval(pg_get_serial_sequence('mainstay.account', 'id')) as id)
     insert into mainstay.account (workspace_id, id, code, name, group_id)
     overriding system value select $1, n.id, $2, $3, n.id from n`,
    [workspaceId, code, `Account ${code}`],
  )
  return house.call(lead, 'POST', `/api/workspaces/north/plan-imports?account=${code}`, file)
}

async function readCases({ status, body }: TestReply) {
  expect(status, JSON.stringify(body)).toBe(201)
  return (await house.call(lead, 'GET', `/api/workspaces/north/plans/${body.planId}/value`)).body
}

type Driver = NonNullable<SampleFile['content']['value']>['cases'][number]['drivers'][number]

/** The sample file with its first driver changed. */
function withDriver(change: (driver: Driver, file: SampleFile) => void): SampleFile {
  const file = sampleFile()
  const driver = file.content.value?.cases[0]?.drivers[0]
  if (!driver) throw new Error('a sample without drivers')
  change(driver, file)
  return file
}

describe('value cases of a file', () => {
  it('come in with their drivers in order, their authors, and who answers for them', async () => {
    const made = await take(sampleFile())
    const { cases } = await readCases(made)
    const names = ({ drivers }: { drivers: Driver[] }) => drivers.map(({ name }) => name)
    expect(cases.map(names)).toEqual([
      ['Less stock', 'claimed-driver-secret', 'Change of machines'],
      ['our-driver-secret'],
    ])
    const [first] = cases[0].drivers
    expect(first).toMatchObject({ authorName: 'author-secret', owner: { name: 'Bo Lund' }, probability: 0.8 })
    const team = (await house.call(lead, 'GET', `/api/workspaces/north/plans/${made.body.planId}/team`)).body
    expect(team.people.map(({ id }: { id: string }) => id)).toContain(first.owner.id)
  })
  it('are none in files from before there were any, nor are ids of people', async () => {
    const { value: _value, ...content } = sampleFile().content
    const people = content.team?.people.map(({ id: _id, ...person }) => person)
    const file = { ...sampleFile(), content: { ...content, team: { people } } }
    expect((await readCases(await take(file))).cases).toEqual([])
  })
  it('lose whoever answers for a driver and is not with the customer in the team, and say so before', async () => {
    const file = withDriver((driver, { content }) => {
      const us = content.team?.people[0]
      if (us) us.id = randomUUID()
      driver.owner = { id: us?.id ?? '' }
    })
    const made = await take(file)
    expect(made.body.notes).toContainEqual(expect.stringContaining('1 drivers lose who answers for them'))
    expect((await readCases(made)).cases[0].drivers[0].owner).toBeNull()
  })
  it('are refused with every fault by its place, and nothing is made', async () => {
    const file = withDriver((driver, { content }) => {
      driver.years = [
        { low: '5', base: '4', high: '3' },
        { low: null, base: '-1', high: null },
        { low: null, base: '0', high: null },
      ]
      const [, second, cost] = content.value?.cases[0]?.drivers ?? []
      if (second) second.id = driver.id
      if (cost) cost.probability = 0.5
    })
    const { status, body } = await take(file)
    expect([status, body.code]).toEqual([422, 'plans/import-faulty'])
    const at = 'content.value.cases.0.drivers'
    expect(body.errors.map(({ path }: { path: string }) => path).toSorted()).toEqual(
      [
        `${at}.0.years`,
        `${at}.0.years.0.low`,
        `${at}.0.years.0.high`,
        `${at}.0.years.1.base`,
        `${at}.1.id`,
        `${at}.2.probability`,
      ].toSorted(),
    )
    const { rows } = await house.database.superuser.query(
      'select count(*)::integer as n from mainstay.plan p join mainstay.account a on a.id = p.account_id where a.code = $1',
      [`I${number}`],
    )
    expect(rows[0].n).toBe(0)
  })
  it('are refused in another currency', async () => {
    const file = sampleFile()
    if (file.content.value) file.content.value.currency = 'EUR'
    expect((await take(file)).body.errors).toMatchObject([{ path: 'content.value.currency' }])
  })
})
