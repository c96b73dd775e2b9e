import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { EVERY_SECTION, givenPlan } from '../fixtures.ts'
import { whiteSpaceCalls } from './white-space-fixtures.ts'

let house: TestProgram
let north: number
let owner: TestPerson
let contributor: TestPerson
let viewer: TestPerson
let outsider: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  house = await createTestProgram()
  north = await house.createWorkspace('north')
  await house.createWorkspace('south')
  owner = await house.createPerson('north', { role: 'owner', name: 'Olga' })
  contributor = await house.createPerson('north', { role: 'contributor', seesMargins: false, name: 'Carl' })
  viewer = await house.createPerson('north', { role: 'viewer' })
  outsider = await house.createPerson('north', { role: 'account_manager', visibility: 'team' })
  stranger = await house.createPerson('south', { role: 'owner' })
})
afterAll(() => house.stop())

let plans = 0

/** A plan with two units (lab, plant) and two offerings (bikes, parts). */
async function aGrid() {
  plans += 1
  const plan = await givenPlan(house, north, `G${plans}`)
  const calls = whiteSpaceCalls(house, plan.id)
  const units = (await calls.add(owner, 'units', [{ name: 'Lab' }, { name: 'Plant' }])).body.headings
  const offerings = (await calls.add(owner, 'offerings', [{ name: 'Bikes' }, { name: 'Parts' }])).body.headings
  const [lab, plant] = units
  const [bikes, parts] = offerings
  const at = (unit: { id: string }, offering: { id: string }, version = 0) => ({
    unitId: unit.id,
    offeringId: offering.id,
    version,
  })
  const states = async () => {
    const { body } = await calls.read(owner)
    return Object.fromEntries(
      body.cells.map((cell: { unitId: string; offeringId: string; state: string }) => [
        `${cell.unitId === lab.id ? 'lab' : 'plant'} ${cell.offeringId === bikes.id ? 'bikes' : 'parts'}`,
        cell.state,
      ]),
    )
  }
  return { ...calls, plan, lab, plant, bikes, parts, at, states }
}

const codes = (body: { errors: { code: string }[] }) => body.errors.map(({ code }) => code)

describe('units and offerings', () => {
  it('are added at the end, renamed, put into another order, taken out and put back with their cells', async () => {
    const grid = await aGrid()
    await grid.write(owner, [{ ...grid.at(grid.lab, grid.bikes), state: 'owned' }])
    const renamed = await grid.rename(owner, 'units', grid.lab, { name: 'Research lab' })
    expect(renamed.body).toMatchObject({ name: 'Research lab', version: 2 })
    expect((await grid.rename(owner, 'units', grid.lab, { name: 'Old view' })).status).toBe(412)
    await grid.order(owner, 'units', [grid.plant.id])
    const names = async () => (await grid.read(owner)).body.units.map(({ name }: { name: string }) => name)
    expect(await names()).toEqual(['Plant', 'Research lab'])
    const removed = await grid.remove(owner, 'units', { ...grid.lab, version: 2 })
    expect(removed.body).toMatchObject({ isRemoved: true, version: 3 })
    expect(await names()).toEqual(['Plant'])
    expect((await grid.read(owner)).body.cells).toEqual([])
    expect((await grid.restore(owner, 'units', removed.body)).body).toMatchObject({ isRemoved: false })
    expect(await grid.states()).toEqual({ 'lab bikes': 'owned' })
  })

  it('never have one name twice, all added or none', async () => {
    const grid = await aGrid()
    const reply = await grid.add(owner, 'units', [{ name: 'Depot' }, { name: ' LAB' }, { name: 'depot' }])
    expect(reply.status).toBe(400)
    expect(reply.body.errors.map(({ path }: { path: string }) => path)).toEqual(['headings.1.name', 'headings.2.name'])
    expect((await grid.read(owner)).body.units).toHaveLength(2)
    const removed = await grid.remove(owner, 'units', grid.lab)
    await grid.add(owner, 'units', [{ name: 'Lab' }])
    expect((await grid.restore(owner, 'units', removed.body)).body.code).toBe('plans/heading-name-taken')
  })

  it('name only companies and product lines that are there, on the axis where they belong', async () => {
    const grid = await aGrid()
    const foreign = await givenPlan(house, north, `FOREIGN${plans}`)
    const units = [
      { name: 'A', accountId: foreign.accountId },
      { name: 'B', productLine: 'Bikes' },
    ]
    expect(codes((await grid.add(owner, 'units', units)).body)).toEqual([
      'plans/company-not-of-account',
      'plans/not-on-this-axis',
    ])
    const offerings = [{ name: 'A', productLine: 'No such line' }]
    expect(codes((await grid.add(owner, 'offerings', offerings)).body)).toEqual(['plans/no-such-product-line'])
    const own = [
      { name: 'Head', accountId: grid.plan.accountId },
      { name: 'Again', accountId: grid.plan.accountId },
    ]
    expect(codes((await grid.add(owner, 'units', own)).body)).toEqual(['plans/company-twice'])
    const wrong = await grid.rename(owner, 'units', grid.lab, { marginRate: 0.2 })
    expect(codes(wrong.body)).toEqual(['plans/not-on-this-axis'])
  })

  it('have a margin that only those who see margins state and see', async () => {
    const grid = await aGrid()
    expect((await grid.rename(contributor, 'offerings', grid.bikes, { marginRate: 0.2 })).status).toBe(403)
    expect((await grid.rename(owner, 'offerings', grid.bikes, { marginRate: 0.2 })).status).toBe(200)
    expect((await grid.read(owner)).body.offerings[0]).toMatchObject({ marginRate: 0.2, marginSource: 'people' })
    expect((await grid.read(contributor)).body.offerings[0].marginRate).toBeNull()
  })

  it('are at most two hundred', async () => {
    const grid = await aGrid()
    const many = Array.from({ length: 199 }, (_, index) => ({ name: `Unit ${index}` }))
    expect((await grid.add(owner, 'units', many)).body.code).toBe('plans/too-many-headings')
    expect((await grid.add(owner, 'units', many.slice(1))).status).toBe(201)
  })
})

describe('cells', () => {
  it('keep what is not named, clear what is null, and add up', async () => {
    const grid = await aGrid()
    await grid.write(contributor, [
      { ...grid.at(grid.lab, grid.bikes), state: 'owned', potential: { low: null, base: '100', high: null } },
      {
        ...grid.at(grid.plant, grid.bikes),
        state: 'competitor',
        competitor: 'Acme',
        competitorShare: 0.4,
        renewalOn: '2027-03-31',
        potential: { low: '200', base: '300', high: '400' },
        needProbability: 0.5,
        winProbability: 0.4,
        source: 'Their annual report',
        note: 'Not happy with delivery',
      },
      { ...grid.at(grid.plant, grid.parts), state: 'not_needed' },
    ])
    await grid.rename(owner, 'offerings', grid.bikes, { marginRate: 0.25 })
    const changed = await grid.write(contributor, [{ ...grid.at(grid.plant, grid.bikes, 1), renewalOn: null }])
    expect(changed.body.cells[0]).toMatchObject({
      competitor: 'Acme',
      competitorShare: 0.4,
      renewalOn: null,
      note: 'Not happy with delivery',
      writtenBy: 'people',
      authorName: 'Carl',
      version: 2,
    })
    const { body } = await grid.read(owner)
    expect(body.totals).toMatchObject({ owned: 1, competitor: 1, notNeeded: 1, unknown: 1 })
    expect(body.totals.penetration.value).toBe(0.5)
    expect(body.totals.weightedPenetration.value).toBe(0.25)
    expect(body.totals.expectedRevenue.value).toBe('60.0000')
    expect(body.totals.expectedMargin.value).toBe('15.0000')
    expect(body.byUnit[1].totals.penetration.value).toBe(0)
    expect(body.byOffering[1].totals.penetration).toMatchObject({ value: null, reasons: ['plans/nothing-judged'] })
    expect((await grid.read(contributor)).body.totals.expectedMargin).toBeNull()
  })

  it('are not written over what somebody else wrote meanwhile: nothing changes, and theirs is told', async () => {
    const grid = await aGrid()
    await grid.write(owner, [{ ...grid.at(grid.lab, grid.bikes), state: 'competitor', competitor: 'Acme' }])
    const reply = await grid.write(contributor, [
      { ...grid.at(grid.lab, grid.parts), state: 'open' },
      { ...grid.at(grid.lab, grid.bikes), state: 'owned' },
    ])
    expect(reply.status).toBe(412)
    expect(reply.body.errors).toEqual([
      {
        path: 'cells.1',
        code: 'plans/cells-changed-meanwhile',
        message: 'Lab, Bikes: Olga wrote “competitor: Acme” meanwhile.',
      },
    ])
    expect(await grid.states()).toEqual({ 'lab bikes': 'competitor' })
  })

  it('are written by one of two people who write the same empty cell at one moment', async () => {
    const grid = await aGrid()
    const cell = grid.at(grid.lab, grid.bikes)
    const replies = await Promise.all([
      grid.write(owner, [{ ...cell, state: 'owned' }]),
      grid.write(contributor, [{ ...cell, state: 'open' }]),
    ])
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 412])
  })

  it('are refused as a whole with every fault named', async () => {
    const grid = await aGrid()
    const reply = await grid.write(owner, [
      { unitId: randomUUID(), offeringId: grid.bikes.id, version: 0, state: 'open' },
      { ...grid.at(grid.lab, grid.bikes), potential: { low: '3', base: '2', high: '4' } },
      { ...grid.at(grid.lab, grid.bikes), state: 'open' },
      { ...grid.at(grid.lab, grid.parts), potential: { low: '3', base: null, high: null } },
    ])
    expect(reply.status).toBe(400)
    expect(codes(reply.body)).toEqual([
      'plans/no-such-unit',
      'plans/potential-out-of-order',
      'plans/potential-without-base',
      'plans/cell-twice',
    ])
    const shapes = await grid.write(owner, [{ ...grid.at(grid.lab, grid.bikes), state: 'ours', needProbability: 2 }])
    expect(shapes.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      'cells.0.state',
      'cells.0.needProbability',
    ])
    expect(await grid.states()).toEqual({})
  })

  it('of hostile text are kept as text', async () => {
    const grid = await aGrid()
    const note = `'; drop table mainstay.plan; -- <script>alert(1)</script> =1+1`
    const { body } = await grid.write(owner, [{ ...grid.at(grid.lab, grid.bikes), state: 'open', note }])
    expect(body.cells[0].note).toBe(note)
    const refused = await grid.write(owner, [{ ...grid.at(grid.lab, grid.bikes, 1), note: 'a\u0000b' }])
    expect(refused.body.errors[0].path).toBe('cells.0.note')
  })

  it('are taken back, and that is taken back too, unless somebody has written since', async () => {
    const grid = await aGrid()
    const first = await grid.write(owner, [{ ...grid.at(grid.lab, grid.bikes), state: 'owned' }])
    const second = await grid.write(owner, [
      { ...grid.at(grid.lab, grid.bikes, 1), state: 'lapsed' },
      { ...grid.at(grid.plant, grid.parts), state: 'open' },
    ])
    expect((await grid.undo(owner, first.body.changeId)).status).toBe(412)
    const undone = await grid.undo(contributor, second.body.changeId)
    expect(undone.body.emptied).toEqual([{ unitId: grid.plant.id, offeringId: grid.parts.id }])
    expect(await grid.states()).toEqual({ 'lab bikes': 'owned' })
    expect((await grid.undo(owner, second.body.changeId)).body.code).toBe('plans/change-undone-already')
    await grid.undo(owner, undone.body.changeId)
    expect(await grid.states()).toEqual({ 'lab bikes': 'lapsed', 'plant parts': 'open' })
    expect((await grid.undo(owner, randomUUID())).status).toBe(404)
    const again = await grid.write(owner, [{ ...grid.at(grid.plant, grid.parts, 3), state: 'owned' }])
    expect(again.status).toBe(200)
  })

  it('show what they led to as long as it stands', async () => {
    const grid = await aGrid()
    await grid.write(owner, [{ ...grid.at(grid.lab, grid.bikes), state: 'open' }])
    const made = await house.call(owner, 'POST', `/api/workspaces/north/plans/${grid.plan.id}/objectives`, {
      title: 'Win the lab',
      startsOn: '2026-12-01',
      endsOn: '2027-06-30',
      causes: [{ kind: 'white_space_cell', id: `${grid.lab.id}:${grid.bikes.id}` }],
      cause: { kind: 'white_space_cell', id: `${grid.lab.id}:${grid.bikes.id}` },
    })
    expect(made.status).toBe(201)
    expect((await grid.read(owner)).body.cells[0].led).toEqual([{ kind: 'objective', id: made.body.id }])
  })
})

describe('a block out of a spreadsheet', () => {
  it('is written by its headings, whatever their order', async () => {
    const grid = await aGrid()
    const rows = [
      ['', 'parts', 'Bikes'],
      ['PLANT', 'competitor: Acme; 40%; 2027-03-31; 80/100/120', 'owned'],
      ['lab', '', 'n'],
    ]
    expect((await grid.paste(contributor, { rows })).status).toBe(200)
    expect(await grid.states()).toEqual({
      'plant parts': 'competitor',
      'plant bikes': 'owned',
      'lab bikes': 'not_needed',
    })
    const { body } = await grid.read(owner)
    const cell = body.cells.find(({ competitor }: { competitor: string | null }) => competitor !== null)
    expect(cell).toMatchObject({
      competitor: 'Acme',
      competitorShare: 0.4,
      potential: { low: '80.0000', high: '120.0000' },
    })
  })

  it('is refused as a whole, naming row, column, value and the way out', async () => {
    const grid = await aGrid()
    const rows = [
      ['', 'Bikes', 'Boats'],
      ['Lab', 'maybe', ''],
      ['Geneva', 'owned', ''],
    ]
    const reply = await grid.paste(owner, { rows })
    expect(reply.status).toBe(422)
    expect(reply.body).toMatchObject({ code: 'plans/paste-refused', facts: { faults: 3 } })
    expect(reply.body.errors.map(({ message }: { message: string }) => message)).toEqual([
      'Row 1, column 3: “Boats” is no offering of this grid. Add it as an offering first, or write it as it stands there.',
      'Row 2, column 2: “maybe” is no state. Write owned, lapsed, competitor, open, not needed or unknown, then what is known besides, parted by semicolons.',
      'Row 3, column 1: “Geneva” is no unit of this grid. Add it as a unit first, or write it as it stands there.',
    ])
    expect(await grid.states()).toEqual({})
  })

  it('lies right and down of a cell, over the versions seen only', async () => {
    const grid = await aGrid()
    await grid.write(owner, [{ ...grid.at(grid.lab, grid.parts), state: 'open' }])
    const start = { unitId: grid.lab.id, offeringId: grid.bikes.id }
    const rows = [['o', 'l']]
    expect((await grid.paste(contributor, { rows, start })).status).toBe(412)
    const seen = [grid.at(grid.lab, grid.parts, 1)]
    expect((await grid.paste(contributor, { rows, start, seen })).status).toBe(200)
    expect(await grid.states()).toEqual({ 'lab bikes': 'owned', 'lab parts': 'lapsed' })
    expect((await grid.paste(owner, { rows: [['o', 'o', 'o']], start })).body.errors[0].code).toBe('plans/beyond-grid')
    expect((await grid.paste(owner, { rows: [['', '']], start })).body.code).toBe('plans/paste-empty')
  })

  it('of fifty units by forty offerings is written at once', async () => {
    plans += 1
    const plan = await givenPlan(house, north, `BIG${plans}`)
    const calls = whiteSpaceCalls(house, plan.id)
    const named = (word: string, count: number) =>
      Array.from({ length: count }, (_, n) => ({ name: `${word} ${n + 1}` }))
    await calls.add(owner, 'units', named('Unit', 50))
    await calls.add(owner, 'offerings', named('Line', 40))
    const rows = [
      ['', ...named('Line', 40).map(({ name }) => name)],
      ...named('Unit', 50).map(({ name }, n) => [
        name,
        ...Array.from({ length: 40 }, (_, m) => ((n + m) % 2 ? 'o' : 'p')),
      ]),
    ]
    const begun = performance.now()
    const reply = await calls.paste(owner, { rows })
    expect(reply.body.cells).toHaveLength(2_000)
    const read = await calls.read(owner)
    expect(read.body.totals.penetration.value).toBe(0.5)
    expect(performance.now() - begun).toBeLessThan(5_000)
    await calls.add(owner, 'units', [{ name: 'One more' }])
    const larger = [...rows, ['One more', ...Array.from({ length: 40 }, () => 'o')]]
    const seen = reply.body.cells.map((cell: { unitId: string; offeringId: string; version: number }) => ({
      unitId: cell.unitId,
      offeringId: cell.offeringId,
      version: cell.version,
    }))
    expect((await calls.paste(owner, { rows: larger, seen })).body.code).toBe('plans/paste-too-large')
  })
})

describe('who may', () => {
  it('read and write the white space of a plan', async () => {
    const grid = await aGrid()
    const cell = { ...grid.at(grid.lab, grid.bikes), state: 'owned' }
    expect((await grid.read(null)).status).toBe(401)
    expect((await grid.write(null, [cell])).status).toBe(401)
    expect((await grid.read(viewer)).status).toBe(200)
    for (const reply of [
      await grid.write(viewer, [cell]),
      await grid.paste(viewer, { rows: [['o']] }),
      await grid.fill(viewer),
      await grid.add(viewer, 'units', [{ name: 'X' }]),
    ]) {
      expect(reply.status).toBe(403)
    }
    for (const person of [outsider, stranger]) {
      expect((await grid.read(person)).status).toBe(404)
      expect((await grid.propose(person)).status).toBe(404)
      expect((await grid.write(person, [cell])).status).toBe(404)
    }
    expect((await whiteSpaceCalls(house, grid.plan.id, 'south').read(stranger)).status).toBe(404)
    expect(await grid.states()).toEqual({})
  })

  it('is nobody in a closed plan, nor outside the inner team where the section is theirs', async () => {
    const grid = await aGrid()
    const query = house.database.superuser.query.bind(house.database.superuser)
    const sections = EVERY_SECTION.map((section) => ({ ...section, audience: 'inner' }))
    await query('update mainstay.plan set sections = $2 where id = $1', [grid.plan.id, JSON.stringify(sections)])
    expect((await grid.read(contributor)).body.code).toBe('plans/no-such-part')
    expect((await grid.fill(contributor)).body.code).toBe('plans/no-such-part')
    await query(`update mainstay.plan set status = 'closed', closed_on = '2026-10-01' where id = $1`, [grid.plan.id])
    const cell = { ...grid.at(grid.lab, grid.bikes), state: 'owned' }
    for (const reply of [
      await grid.write(owner, [cell]),
      await grid.fill(owner),
      await grid.undo(owner, randomUUID()),
      await grid.order(owner, 'units', [grid.lab.id]),
      await grid.remove(owner, 'units', grid.lab),
    ]) {
      expect(reply.body.code).toBe('plans/closed')
    }
    expect((await grid.read(owner)).status).toBe(200)
  })
})
