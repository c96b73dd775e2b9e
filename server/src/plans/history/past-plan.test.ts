import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { sampleFile } from '../content/fixtures.ts'
import { readPlanContent } from '../content/read-plan-content.ts'
import { type GivenPlan, givenPlan } from '../fixtures.ts'
import { addParagraph, anEditor, updateOf } from '../texts/typing.ts'
import { KEPT_TABLES, readPlanAt } from './past-plan.ts'

let house: TestProgram
let north: number
let owner: TestPerson
let viewer: TestPerson
let unseeing: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  house = await createTestProgram()
  north = await house.createWorkspace('north')
  await house.createWorkspace('south')
  owner = await house.createPerson('north', { role: 'owner', name: 'Olga Owner' })
  viewer = await house.createPerson('north', { role: 'viewer' })
  unseeing = await house.createPerson('north', { role: 'account_manager', visibility: 'team' })
  stranger = await house.createPerson('south', { role: 'owner' })
  house.setNow(new Date().toISOString())
})
afterAll(() => house.stop())

const sql = (text: string, values: unknown[] = []) => house.database.superuser.query(text, values)
/** Moments cross the wire in milliseconds; the database counts finer. */
async function momentOf(): Promise<Date> {
  await sql('select pg_sleep(0.002)')
  return (await sql('select clock_timestamp() as at')).rows[0].at
}
const base = (planId: string) => `/api/workspaces/north/plans/${planId}`

async function importedPlan(code: string): Promise<GivenPlan> {
  const { id, accountId } = await givenPlan(house, north, code)
  await sql(
    "update mainstay.plan set status = 'closed', closed_on = '2026-01-01', closed_from = 'active' where id = $1",
    [id],
  )
  const made = await house.call(owner, 'POST', `/api/workspaces/north/plan-imports?account=${code}`, sampleFile())
  expect([made.status, made.body.faults]).toEqual([201, []])
  return { id: made.body.planId, accountId }
}

const DISMISSAL = `insert into mainstay.tows_dismissal (workspace_id, plan_id, account_id, internal_id, external_id, reason, dismissed_on, dismissed_by)
   select one.workspace_id, one.plan_id, one.account_id, one.id, other.id, 'Not now', '2026-11-01', 'Olga Owner'
   from mainstay.swot_item one join mainstay.swot_item other on other.plan_id = one.plan_id and other.id > one.id
   where one.plan_id = $1 limit 1`

/** One change of every kept table, some of them twice, and things that come, go and come back. */
const CHANGES: readonly string[] = [
  `update mainstay.plan set title = 'Another title', version = version + 1 where id = $1`,
  `update mainstay.plan set sections = jsonb_set(sections, '{0,title}', '"First of all"') where id = $1`,
  `insert into mainstay.plan_period (workspace_id, plan_id, account_id, number, starts_on, ends_on)
   select workspace_id, plan_id, account_id, 3, '2028-01-01', '2028-12-31' from mainstay.plan_period where plan_id = $1 and number = 2`,
  `update mainstay.plan_person set task = 'Another task' where plan_id = $1`,
  `update mainstay.plan_statement set content = content || ' and more' where plan_id = $1 and field_key is null`,
  `update mainstay.swot_item set removed_at = now() where plan_id = $1`,
  `update mainstay.swot_item set removed_at = null, impact = 1 where plan_id = $1`,
  DISMISSAL,
  `update mainstay.plan_objective set title = 'Another aim' where plan_id = $1`,
  `update mainstay.plan_key_result set target_value = target_value * 2 where plan_id = $1 and fed_source is null`,
  `update mainstay.key_result_reading set value = value + 0.0000000001 where plan_id = $1`,
  `update mainstay.plan_action set state = 'blocked', state_reason = 'No samples' where plan_id = $1 and state = 'planned'`,
  `delete from mainstay.plan_action_need where plan_id = $1`,
  `update mainstay.plan_goal set amount = amount + 0.0001 where plan_id = $1`,
  `update mainstay.plan_bridge_entry set note = 'Another note' where plan_id = $1`,
  `update mainstay.white_space_heading set name = name || '!' where plan_id = $1`,
  `update mainstay.white_space_cell set state = 'lapsed', competitor = null, competitor_share = null where plan_id = $1`,
  `delete from mainstay.plan_cause where plan_id = $1`,
]

describe('a plan as it stood at a moment', () => {
  test('is told exactly as it was told then, for every moment and everything a plan holds', async () => {
    const plan = await importedPlan('P100')
    const actor = await house.actor('north', owner)
    const read = async (at: Date) =>
      house.program.useCases.read(actor, (scope) => readPlanContent(scope, plan.id, at.toISOString().slice(0, 10)))
    const told: { at: Date; content: unknown }[] = []
    const keep = async () => {
      const at = await momentOf()
      told.push({ at, content: await read(at) })
    }
    await keep()
    for (const change of CHANGES) {
      await sql(change, [plan.id])
      await keep()
    }
    const words = anEditor()
    addParagraph(words, 'Written in the notes later')
    house.setNow((await momentOf()).toISOString())
    const typed = await house.call(owner, 'POST', `${base(plan.id)}/texts/white/updates`, { update: updateOf(words) })
    expect([typed.status, typed.body.code]).toEqual([200, undefined])
    await keep()
    const different = new Set(told.map(({ content }) => JSON.stringify(content)))
    expect(different.size).toBeGreaterThan(CHANGES.length - 2)
    for (const { at, content } of told) {
      const rebuilt = await house.program.useCases.read(actor, (scope) => readPlanAt(scope, plan.id, at))
      expect(rebuilt).toEqual(content)
    }
  })

  test('is compared with any other, in words and value by value', async () => {
    const plan = await importedPlan('P200')
    const before = await momentOf()
    await sql(`update mainstay.plan set title = 'A better title' where id = $1`, [plan.id])
    const between = await momentOf()
    await sql(`update mainstay.plan set title = 'The best title' where id = $1`, [plan.id])
    const compare = async (from: Date | string, to: Date | string, person = viewer) => {
      const write = (moment: Date | string) =>
        encodeURIComponent(typeof moment === 'string' ? moment : moment.toISOString())
      return house.call(person, 'GET', `${base(plan.id)}/comparison?from=${write(from)}&to=${write(to)}`)
    }
    const first = await compare(before, between)
    expect(first.body.differences.map(({ sentence }: { sentence: string }) => sentence)).toEqual([
      'Plan “A better title”: title from Plan for Acme to A better title.',
    ])
    expect(first.body).toMatchObject({ before: { snapshot: null, at: before.toISOString() }, notCompared: [] })
    const whole = await compare(before, 'now')
    expect(whole.body.differences[0].fields).toEqual([
      { key: 'title', label: 'title', before: 'Plan for Acme', after: 'The best title' },
    ])
    expect((await compare(between, before)).body.differences).toHaveLength(1)
    expect((await compare(before, between, unseeing)).status).toBe(404)
    expect((await compare(before, between, stranger)).status).toBe(404)
    const { knownSince } = (await house.call(viewer, 'GET', `${base(plan.id)}/history`)).body
    expect(Date.parse(knownSince)).toBeLessThan(before.getTime())
    const tooEarly = await compare('2020-01-01T00:00:00Z', 'now')
    expect([tooEarly.status, tooEarly.body.code]).toEqual([422, 'plans/moment-unknown'])
    const toCome = await compare(before, '2999-01-01T00:00:00Z')
    expect([toCome.status, toCome.body.code]).toEqual([422, 'plans/moment-to-come'])
    expect((await compare('2026-02-30T00:00:00Z', 'now')).status).toBe(400)
  })

  test('shows a reader no more of then than they may see: neither margins nor what is of the inner team today', async () => {
    const plan = await importedPlan('P300')
    const before = await momentOf()
    await sql(`update mainstay.plan_goal set amount = 999888 where plan_id = $1 and measure = 'gross_margin'`, [
      plan.id,
    ])
    await sql(`update mainstay.swot_item set content = 'Among ourselves' where plan_id = $1`, [plan.id])
    await sql(
      `update mainstay.plan set sections = (select jsonb_agg(case when s->>'part' = 'swot' then s || '{"audience":"inner"}' else s end)
         from jsonb_array_elements(sections) s) where id = $1`,
      [plan.id],
    )
    const after = await momentOf()
    const toldTo = async (person: TestPerson) =>
      JSON.stringify(
        (
          await house.call(
            person,
            'GET',
            `${base(plan.id)}/comparison?from=${before.toISOString()}&to=${after.toISOString()}`,
          )
        ).body.differences,
      )
    expect(await toldTo(owner)).toMatch(/999,888.*Among ourselves|Among ourselves.*999,888/s)
    const seen = await toldTo(viewer)
    expect(seen).not.toContain('999,888')
    expect(seen).not.toContain('Among ourselves')
  })

  test('is known from the end of the work that began it, whole from the first moment that is named', async () => {
    const plan = await importedPlan('P350')
    const { knownSince } = (await house.call(viewer, 'GET', `${base(plan.id)}/history`)).body
    const told = await house.call(viewer, 'GET', `${base(plan.id)}/comparison?from=${knownSince}&to=now`)
    expect([told.status, told.body.code, told.body.differences]).toEqual([200, undefined, []])
    const before = new Date(Date.parse(knownSince) - 2).toISOString()
    const early = await house.call(viewer, 'GET', `${base(plan.id)}/comparison?from=${before}&to=now`)
    expect([early.status, early.body.code]).toEqual([422, 'plans/moment-unknown'])
  })

  test('names the moments at which it took another course, each as it stood right after that', async () => {
    const plan = await givenPlan(house, north, 'TURN')
    expect((await house.call(owner, 'GET', `${base(plan.id)}/history`)).body.turns).toEqual([])
    const step = async (way: string, version: number, body = {}) =>
      expect(
        (await house.call(owner, 'POST', `${base(plan.id)}/${way}`, body, { 'if-match': `"${version}"` })).status,
      ).toBe(200)
    await step('close', 1, { reason: 'Closed by mistake' })
    await step('reopen', 2)
    const { turns } = (await house.call(viewer, 'GET', `${base(plan.id)}/history`)).body
    expect(turns).toMatchObject([
      { kind: 'reopened', actorName: 'Olga Owner' },
      { kind: 'closed', actorName: 'Olga Owner' },
    ])
    const told = await house.call(owner, 'GET', `${base(plan.id)}/comparison?from=${turns[1].at}&to=${turns[0].at}`)
    expect(told.body.differences.map(({ sentence }: { sentence: string }) => sentence)).toEqual([
      expect.stringContaining('status from closed to active'),
    ])
  })

  test('shows reviews to those from whom every other statement is hidden', async () => {
    const plan = await importedPlan('P360')
    await sql(
      `update mainstay.plan set sections = (select jsonb_agg(case when s->>'part' = 'statements' then s || '{"audience":"inner"}' else s end)
         from jsonb_array_elements(sections) s) where id = $1`,
      [plan.id],
    )
    const before = await momentOf()
    await sql(
      `insert into mainstay.plan_statement (workspace_id, plan_id, account_id, id, section_key, content, is_confirmed, source, as_of, author_id, author_name)
       select p.workspace_id, p.id, p.account_id, gen_random_uuid(), s.key, s.content, false, '', '2026-01-15', 'x', 'Olga Owner'
       from mainstay.plan p, (values ('reviews', 'Went well'), ('pressures', 'Among ourselves')) s (key, content) where p.id = $1`,
      [plan.id],
    )
    const told = await house.call(viewer, 'GET', `${base(plan.id)}/comparison?from=${before.toISOString()}&to=now`)
    expect(told.body.differences.map(({ label }: { label: string }) => label)).toEqual(['Went well'])
  })

  test('is put together from thousands of strokes', async () => {
    const plan = await importedPlan('P370')
    const words = anEditor()
    const strokes: Uint8Array[] = []
    words.on('update', (stroke: Uint8Array) => strokes.push(stroke))
    const text = addParagraph(words, 'Typed')
    for (let at = 0; at < 3_000; at += 1) text.insert(0, 'x')
    await sql(
      `insert into mainstay.plan_text (workspace_id, plan_id, section_key, account_id, blocks)
       select p.workspace_id, p.id, 'team', p.account_id, '[]' from mainstay.plan p where p.id = $1`,
      [plan.id],
    )
    await sql(
      `insert into mainstay.plan_text_update (workspace_id, plan_id, section_key, sequence, account_id, content, person_id, person_name, at)
       select p.workspace_id, p.id, 'team', u.n, p.account_id, u.content, 'x', 'Olga Owner', now()
       from mainstay.plan p, unnest($2::bytea[]) with ordinality u (content, n) where p.id = $1`,
      [plan.id, strokes.map((stroke) => Buffer.from(stroke))],
    )
    const at = await momentOf()
    const actor = await house.actor('north', owner)
    const { texts } = await house.program.useCases.read(actor, (scope) => readPlanAt(scope, plan.id, at))
    const [team] = texts?.texts.filter(({ sectionKey }) => sectionKey === 'team') ?? []
    expect(team).toMatchObject({ characters: 3_005, sequence: 3_001 })
  })

  test('begins with what stands in the plans when the past comes in', async () => {
    const plan = await importedPlan('P400')
    const client = await house.database.superuser.connect()
    try {
      await client.query('begin; drop table mainstay.plan_past cascade')
      for (const table of KEPT_TABLES) {
        for (const deed of ['insert', 'update', 'delete']) {
          await client.query(`drop trigger if exists ${table}_past_${deed} on mainstay.${table}`)
        }
      }
      await client.query('drop function mainstay.keep_past(); drop procedure mainstay.keep_plan_past')
      const migration = readFileSync('server/migrations/0036_plan_past.sql', 'utf8')
      await client.query(migration)
      for (const table of KEPT_TABLES.filter((name) => !migration.includes(`('${name}'`)))
        await client.query(`call mainstay.keep_plan_past('${table}', 'plan_id', '{id}')`)
      await client.query(
        `select set_config('mainstay.workspace_id', $1, true), set_config('mainstay.past_plan', $2, true),
           set_config('mainstay.past_moment', clock_timestamp()::text, true)`,
        [String(north), plan.id],
      )
      for (const table of KEPT_TABLES) {
        const column = table === 'plan' ? 'id' : 'plan_id'
        const rowsOf = async (relation: string) =>
          (
            await client.query(
              `select to_jsonb(r) as row from mainstay.${relation} r where ${column} = $1 order by 1`,
              [plan.id],
            )
          ).rows
        expect([table, await rowsOf(`${table}_then`)]).toEqual([table, await rowsOf(table)])
      }
    } finally {
      await client.query('rollback')
      client.release()
    }
  })

  test('is kept of every table of a plan, with every column of it, and never changed afterwards', async () => {
    const { rows: kept } = await sql(
      `select distinct c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
       where t.tgname like '%\\_past\\_insert' order by 1`,
    )
    expect(kept.map(({ name }) => name)).toEqual([...KEPT_TABLES].toSorted())
    const columnsOf = async (relation: string) =>
      (
        await sql(
          `select a.attname as name from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped`,
          [`mainstay.${relation}`],
        )
      ).rows.map(({ name }) => name)
    for (const table of KEPT_TABLES)
      expect([table, await columnsOf(`${table}_then`)]).toEqual([table, await columnsOf(table)])
    await expect(sql('update mainstay.plan_past set content = null')).rejects.toThrow('never changed')
    await expect(house.database.pool.query('delete from mainstay.plan_past')).rejects.toThrow(/permission denied/)
  })
})
