import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import type { Actor } from '../access/actor.ts'
import { noOrigin } from '../use-case.ts'
import { sealAudit, verifyAudit } from './seals.ts'

let house: TestProgram
let owner: TestPerson
let slug = ''
let actor: Actor
let workspaces = 0

beforeAll(async () => {
  house = await createTestProgram()
})
afterAll(() => house.stop())

beforeEach(async () => {
  slug = `chain-${++workspaces}`
  await house.createWorkspace(slug)
  owner = await house.createPerson(slug, { role: 'owner' })
  actor = await house.actor(slug, owner)
})

const superuser = (sql: string, values: unknown[] = []) => house.database.superuser.query(sql, values)

/** What an entry is about tells it from the others. */
function write(subjectId: string): Promise<void> {
  return house.program.useCases.command(actor, noOrigin, (scope) =>
    scope.record({
      action: 'workspace.change-settings',
      subjectType: 'workspace',
      subjectId,
      before: { b: 1, a: 'é' },
      after: { deep: { x: [1, 2] } },
    }),
  )
}

async function writeAndSeal(count: number): Promise<void> {
  for (let index = 1; index <= count; index++) await write(`${index}`)
  await sealAudit(house.database.pool)
}

const verify = () => house.program.useCases.read(actor, ({ client }) => verifyAudit(client))

async function entryOf(subjectId: string): Promise<string> {
  const { rows } = await superuser(
    'select e.id from mainstay.audit_entry e where e.workspace_id = $1 and e.subject_id = $2',
    [actor.workspaceId, subjectId],
  )
  return rows[0].id
}

describe('an audit that nobody touched', () => {
  test('is sealed entry by entry within the next round, and holds', async () => {
    await write('first')
    expect(await verify()).toMatchObject({ entries: 1, sealed: 0, waiting: 1, lastSeal: null, faults: [] })
    await writeAndSeal(4)
    const verification = await verify()
    expect(verification).toMatchObject({ entries: 5, sealed: 5, waiting: 0, faults: [] })
    expect(verification.lastSeal).toMatchObject({ number: '5', hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
  })

  test('holds whatever time zone and number format a session has', async () => {
    await writeAndSeal(2)
    const { rows } = await superuser(
      `begin; set local timezone = 'Asia/Kathmandu'; set local extra_float_digits = 0; set local intervalstyle = 'iso_8601';
       select set_config('mainstay.workspace_id', '${actor.workspaceId}', true); select count(*)::integer as faults from mainstay.audit_faults(10); commit`,
    ).then((results) => (results as unknown as { rows: { faults: number }[] }[])[5] ?? { rows: [] })
    expect(rows).toEqual([{ faults: 0 }])
  })

  test('is sealed without gaps when many write and several seal at the same time', async () => {
    const writers = Array.from({ length: 6 }, async (_, writer) => {
      for (let round = 0; round < 10; round++) await write(`${writer}-${round}`)
    })
    const sealers = Array.from({ length: 3 }, async () => {
      for (let round = 0; round < 15; round++) await sealAudit(house.database.pool)
    })
    await Promise.all([...writers, ...sealers])
    await sealAudit(house.database.pool)
    expect(await verify()).toMatchObject({
      entries: 60,
      sealed: 60,
      waiting: 0,
      lastSeal: { number: '60' },
      faults: [],
    })
  })

  test('leaves out what was rolled back', async () => {
    const failing = house.program.useCases.command(actor, noOrigin, async (scope) => {
      await scope.record({ action: 'workspace.change-settings', subjectType: 'workspace', subjectId: '1' })
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    await writeAndSeal(1)
    expect(await verify()).toMatchObject({ entries: 1, sealed: 1, waiting: 0, faults: [] })
  })

  test('keeps one chain for each workspace', async () => {
    await writeAndSeal(3)
    const other = `${slug}-b`
    await house.createWorkspace(other)
    const stranger = await house.actor(other, await house.createPerson(other, { role: 'owner' }))
    await house.program.useCases.command(stranger, noOrigin, (scope) =>
      scope.record({ action: 'workspace.change-settings', subjectType: 'workspace', subjectId: '1' }),
    )
    await sealAudit(house.database.pool)
    const seen = await house.program.useCases.read(stranger, ({ client }) => verifyAudit(client))
    expect(seen).toMatchObject({ entries: 1, sealed: 1, lastSeal: { number: '1' }, faults: [] })
    expect(await verify()).toMatchObject({ entries: 3, lastSeal: { number: '3' } })
  })
})

describe('somebody with all rights in the database', () => {
  test.each([
    ['what was changed', `after = '{"deep": {"x": [1, 3]}}'`],
    ['who did it', `actor_name = 'Somebody else'`],
    ['when', `at = at - interval '1 microsecond'`],
    ['from where', `source_address = '10.9.9.9'`],
    ['a value before', 'before = null'],
  ])('is found after changing %s', async (_, change) => {
    await writeAndSeal(5)
    await superuser(`update mainstay.audit_entry set ${change} where id = $1`, [await entryOf('3')])
    const { faults } = await verify()
    expect(faults).toEqual([{ kind: 'changed', seal: '3', entryId: await entryOf('3') }])
  })

  test('is found after removing an entry, with or without its seal', async () => {
    await writeAndSeal(5)
    const second = await entryOf('2')
    await superuser('delete from mainstay.audit_entry where id = $1', [second])
    expect((await verify()).faults).toEqual([{ kind: 'removed', seal: '2', entryId: second }])
    await superuser('delete from mainstay.audit_seal where workspace_id = $1 and number = 2', [actor.workspaceId])
    expect((await verify()).faults).toMatchObject([{ kind: 'seal-missing', seal: '3' }])
    await superuser('update mainstay.audit_seal set number = number - 1 where workspace_id = $1 and number > 2', [
      actor.workspaceId,
    ])
    expect((await verify()).faults).toMatchObject([{ kind: 'changed', seal: '2' }])
  })

  test('is found after exchanging two entries', async () => {
    await writeAndSeal(4)
    const [one, two] = [await entryOf('1'), await entryOf('2')]
    await superuser(
      `update mainstay.audit_seal set entry_id = case entry_id when $2::bigint then $3::bigint * -1 else $2::bigint * -1 end
       where workspace_id = $1 and entry_id in ($2, $3)`,
      [actor.workspaceId, one, two],
    )
    await superuser('update mainstay.audit_seal set entry_id = -entry_id where entry_id < 0')
    expect((await verify()).faults).toMatchObject([
      { kind: 'changed', seal: '1' },
      { kind: 'changed', seal: '2' },
    ])
  })

  test('is found after slipping an entry in past the trigger, or taking one away before its seal', async () => {
    await writeAndSeal(1)
    await write('waiting')
    const waiting = await entryOf('waiting')
    await superuser('delete from mainstay.audit_entry where id = $1', [waiting])
    await superuser(
      `begin; set local session_replication_role = replica;
       insert into mainstay.audit_entry (workspace_id, actor_kind, actor_id, actor_name, action, subject_type, subject_id)
       values (${actor.workspaceId}, 'person', 'x', 'X', 'workspace.change-settings', 'workspace', 'slipped'); commit`,
    )
    await sealAudit(house.database.pool)
    const { faults } = await verify()
    expect(faults).toEqual([
      { kind: 'removed', seal: null, entryId: waiting },
      { kind: 'unsealed', seal: null, entryId: await entryOf('slipped') },
    ])
  })
})

describe('the program itself', () => {
  test('can neither write seals nor take entries out of the waiting line', async () => {
    await writeAndSeal(1)
    const { pool } = house.database
    for (const statement of [
      'delete from mainstay.audit_seal',
      "update mainstay.audit_seal set hash = decode(repeat('00', 32), 'hex')",
      "insert into mainstay.audit_seal (workspace_id, number, entry_id, hash) values (1, 1, 1, decode(repeat('00', 32), 'hex'))",
      'delete from mainstay.audit_unsealed',
      'insert into mainstay.audit_unsealed values (1, 1)',
    ])
      await expect(pool.query(statement)).rejects.toThrow(/permission denied/)
  })

  test('shows the state of the chain to those who read the audit, all of it whatever accounts they see', async () => {
    await writeAndSeal(2)
    const answer = await house.call(owner, 'GET', `/api/workspaces/${slug}/audit/verification`)
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ entries: 2, sealed: 2, waiting: 0, faults: [], verifiedAt: expect.any(String) })
  })
})
