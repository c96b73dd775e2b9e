import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { sampleFile } from '../content/fixtures.ts'
import { CONTENT_TYPES, type Parts, packed } from '../exports/deck-package.ts'
import { faultsOf } from '../exports/package-fixtures.ts'
import { companyFile, companyFileWith, partsOf, textOf } from './fixtures.ts'

const ADDRESS = '/api/workspaces/north/plan-master-slide'
const CONTENT_LAYOUT = 'ppt/slideLayouts/slideLayout3.xml'
const CONTENT_LINKS = 'ppt/slideLayouts/_rels/slideLayout3.xml.rels'

let house: TestProgram
let lead: TestPerson
let member: TestPerson
let stranger: TestPerson
let planId: string
let company: Buffer

beforeAll(async () => {
  house = await createTestProgram()
  house.setNow('2026-04-01T10:00:00Z')
  const workspaceId = await house.createWorkspace('north', 'USD')
  lead = await house.createPerson('north', { role: 'program_lead', seesMargins: true })
  member = await house.createPerson('north', { role: 'contributor', seesMargins: false })
  await house.createWorkspace('south')
  stranger = await house.createPerson('south', { role: 'owner' })
  await house.database.superuser.query(
    `with n as (select nextval(pg_get_serial_sequence('mainstay.account', 'id')) as id)
     insert into mainstay.account (workspace_id, id, code, name, group_id)
     overriding system value select $1, n.id, 'ACME', 'Acme', n.id from n`,
    [workspaceId],
  )
  const made = await house.call(lead, 'POST', '/api/workspaces/north/plan-imports?account=ACME', sampleFile())
  planId = made.body.planId
  company = await companyFile()
})
afterAll(() => house.stop())

function give(person: TestPerson | null, file: Buffer, name = 'Company.pptx', address = ADDRESS) {
  return house.app.inject({
    method: 'PUT',
    url: `${address}?name=${encodeURIComponent(name)}`,
    headers: {
      'content-type': 'application/octet-stream',
      ...(person ? { authorization: person.authorization } : {}),
    },
    payload: file,
  })
}

async function refusalOf(file: Buffer): Promise<string> {
  const reply = await give(lead, file)
  expect(reply.statusCode, reply.body).toBe(422)
  return reply.json().code
}

async function deck(): Promise<Parts> {
  const reply = await house.app.inject({
    url: `/api/workspaces/north/plans/${planId}/export?format=pptx`,
    headers: { authorization: lead.authorization },
  })
  expect(reply.statusCode).toBe(200)
  return partsOf(reply.rawPayload)
}

function slidesOf(parts: Parts): string[] {
  return [...parts.keys()]
    .filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name))
    .map((name) => textOf(parts, name))
}

describe('the master slide of the company', () => {
  it('is shown with its layouts, fonts, colors and size once it was given', async () => {
    expect((await house.call(member, 'GET', ADDRESS)).body).toEqual({ masterSlide: null })
    const reply = await give(lead, company)
    expect(reply.statusCode, reply.body).toBe(200)
    const { body } = await house.call(member, 'GET', ADDRESS)
    expect(body.masterSlide).toMatchObject({
      name: 'Company.pptx',
      width: 10,
      height: 7.5,
      titleLayout: 'Start',
      contentLayout: 'Content',
      fonts: { headings: 'Georgia', text: 'Verdana' },
      uploadedByName: expect.any(String),
      version: 1,
    })
    expect(body.masterSlide.layouts).toContain('Content')
    expect(body.masterSlide.colors).toContainEqual({ name: 'accent1', value: '4472C4' })
    expect(body.masterSlide.pictures).toBeGreaterThan(0)
  })

  it('is what a deck is made on: its size, layouts and logo, with titles in the places for titles', async () => {
    await give(lead, company)
    const parts = await deck()
    expect(faultsOf(parts)).toEqual([])
    expect(textOf(parts, 'ppt/presentation.xml')).toContain('<p:sldSz cx="9144000" cy="6858000"/>')
    expect([...parts.keys()].some((name) => /^ppt\/media\/.*\.png$/.test(name))).toBe(true)
    expect(textOf(parts, 'ppt/slides/_rels/slide1.xml.rels')).toContain('slideLayout2.xml')
    expect(textOf(parts, 'ppt/slides/_rels/slide3.xml.rels')).toContain('slideLayout3.xml')
    for (const slide of slidesOf(parts)) expect(slide.match(/<p:ph type="title"/g)).toHaveLength(1)
    const words = slidesOf(parts).join('')
    for (const said of ['Plan for Acme', 'Prices of steel', 'Internal, not for the customer'])
      expect(words).toContain(said)
    expect(words).not.toContain('typeface="Arial"')
  })

  it('gives charts its own colors, and ink that can be read on its dark slides', async () => {
    await give(lead, company)
    const parts = await deck()
    const charts = [...parts.keys()].filter((name) => /^ppt\/charts\/chart\d+\.xml$/.test(name))
    expect(charts.length).toBeGreaterThan(1)
    expect(charts.every((name) => textOf(parts, name).includes('<a:schemeClr val="accent1"/>'))).toBe(true)
    expect(textOf(parts, charts[0] ?? '')).toContain('<a:srgbClr val="FFFFFF"/>')
  })

  it('takes the place of the one before, and decks are plain again when it is removed', async () => {
    await give(lead, company)
    const before = (await house.call(lead, 'GET', ADDRESS)).body.masterSlide.version
    expect((await give(lead, company, 'Newer.pptx')).json().masterSlide).toMatchObject({
      name: 'Newer.pptx',
      version: before + 1,
    })
    const remove = (version: number) =>
      house.call(lead, 'POST', `${ADDRESS}/removal`, {}, { 'if-match': `"${version}"` })
    expect((await remove(before)).status).toBe(412)
    expect((await remove(before + 1)).body).toEqual({ masterSlide: null })
    expect(textOf(await deck(), 'ppt/presentation.xml')).not.toContain('cx="9144000"')
    const { rows } = await house.database.superuser.query(
      `select action, before, after from mainstay.audit_entry where action like 'plans.master-slide%' order by id desc limit 2`,
    )
    expect(rows).toEqual([
      { action: 'plans.master-slide-removed', before: { name: 'Newer.pptx' }, after: null },
      { action: 'plans.master-slide-given', before: { name: 'Company.pptx' }, after: { name: 'Newer.pptx' } },
    ])
  })

  it('keeps nothing of the slides of the file, and none of its notes', async () => {
    await give(lead, company)
    const { rows } = await house.database.superuser.query('select content from mainstay.plan_master_slide')
    const names = [...(await partsOf(rows[0].content)).keys()]
    expect(names.filter((name) => /slides\/|notes/.test(name))).toEqual([])
  })
})

describe('who may give it', () => {
  it('is for those who manage plans, in their own workspace', async () => {
    expect((await give(null, company)).statusCode).toBe(401)
    expect((await give(member, company)).statusCode).toBe(403)
    expect((await give(stranger, company)).statusCode).toBe(404)
    expect((await house.call(stranger, 'GET', ADDRESS)).status).toBe(404)
    expect((await house.call(member, 'POST', `${ADDRESS}/removal`, {}, { 'if-match': '"1"' })).status).toBe(403)
    expect((await give(lead, company, '')).statusCode).toBe(400)
  })
  it('is not seen from another workspace', async () => {
    await give(lead, company)
    expect((await house.call(stranger, 'GET', '/api/workspaces/south/plan-master-slide')).body).toEqual({
      masterSlide: null,
    })
  })
})

describe('a file that is no master slide', () => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('hello')],
    ['a page', Buffer.from('<html>')],
  ])('is refused where it is %s', async (_what, file) => {
    expect(await refusalOf(file)).toBe('plans/master-slide-not-a-presentation')
  })
  it('is refused where it is a document of another program', async () => {
    const parts = await partsOf(company)
    const types = textOf(parts, CONTENT_TYPES).replaceAll('presentationml.presentation', 'wordprocessingml.document')
    parts.set(CONTENT_TYPES, Buffer.from(types))
    expect(await refusalOf(await packed(parts))).toBe('plans/master-slide-not-a-presentation')
  })
  it('is refused where it is cut off or damaged', async () => {
    expect(await refusalOf(company.subarray(0, company.length / 2))).toBe('plans/master-slide-damaged')
    expect(await refusalOf(await companyFileWith(CONTENT_LAYOUT, (text) => text.slice(0, 200)))).toBe(
      'plans/master-slide-damaged',
    )
    const bomb = (text: string) => text.replace('?>', '?><!DOCTYPE p [<!ENTITY a "aaaaaaaa">]>')
    expect(await refusalOf(await companyFileWith(CONTENT_LAYOUT, bomb))).toBe('plans/master-slide-damaged')
  })
  it('is refused where a part of it is missing', async () => {
    const parts = await partsOf(company)
    parts.delete('ppt/theme/theme1.xml')
    expect(await refusalOf(await packed(parts))).toBe('plans/master-slide-damaged')
  })
  it('is refused where it holds macros', async () => {
    const parts = await partsOf(company)
    expect(await refusalOf(await packed(new Map([...parts, ['ppt/vbaProject.bin', Buffer.from('x')]])))).toBe(
      'plans/master-slide-macros',
    )
    const macros = (text: string) =>
      text.replace(
        'vnd.openxmlformats-officedocument.presentationml.presentation.main+xml',
        'vnd.ms-powerpoint.presentation.macroEnabled.main+xml',
      )
    expect(await refusalOf(await companyFileWith(CONTENT_TYPES, macros))).toBe('plans/master-slide-macros')
  })
  it('is refused where a layout leads out of the file, or holds what is no picture', async () => {
    const linked = (kind: string, more: string) => (text: string) =>
      text.replace(
        '</Relationships>',
        `<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${more}/></Relationships>`,
      )
    const out = linked('image', 'https://example.com/logo.png" TargetMode="External"')
    expect(await refusalOf(await companyFileWith(CONTENT_LINKS, out))).toBe('plans/master-slide-links')
    const film = linked('video', '../media/film.mp4"')
    expect(await refusalOf(await companyFileWith(CONTENT_LINKS, film))).toBe('plans/master-slide-content')
  })
  it('is refused where it unpacks to far more than a master needs', async () => {
    const parts = await partsOf(company)
    parts.set('ppt/media/large.bin', Buffer.alloc(130 * 1024 * 1024))
    expect(await refusalOf(await packed(parts))).toBe('plans/master-slide-too-large')
  }, 30_000)
  it.each([CONTENT_TYPES, 'ppt/presentation.xml', CONTENT_LAYOUT, CONTENT_LINKS])(
    'is refused where %s unfolds to far more than it has letters, before it does',
    async (name) => {
      const parts = await partsOf(company)
      const text = textOf(parts, name)
      const end = text.lastIndexOf('</')
      parts.set(name, Buffer.from(`${text.slice(0, end)}${'<a/>'.repeat(5_000_000)}${text.slice(end)}`))
      const started = performance.now()
      expect(await refusalOf(await packed(parts))).toBe('plans/master-slide-too-large')
      expect(performance.now() - started).toBeLessThan(3_000)
    },
    30_000,
  )
  it('is refused where a layout goes by the name of something that is not XML', async () => {
    const parts = await partsOf(company)
    const links = 'ppt/slideMasters/_rels/slideMaster1.xml.rels'
    parts.set(links, Buffer.from(textOf(parts, links).replace('slideLayout3.xml', 'slideLayout3.bin')))
    parts.set('ppt/slideLayouts/slideLayout3.bin', parts.get(CONTENT_LAYOUT) ?? Buffer.alloc(0))
    const types = textOf(parts, CONTENT_TYPES).replace(
      '</Types>',
      '<Default Extension="bin" ContentType="a/b"/></Types>',
    )
    parts.set(CONTENT_TYPES, Buffer.from(types))
    expect(await refusalOf(await packed(parts))).toBe('plans/master-slide-damaged')
  })
  it('is refused where a picture would stand in the place of what a deck writes', async () => {
    const parts = await partsOf(company)
    const logo = [...parts.keys()].find((name) => name.startsWith('ppt/media/')) ?? ''
    parts.set('ppt/slides/slide1.png', parts.get(logo) ?? Buffer.alloc(0))
    const links = textOf(parts, CONTENT_LINKS).replace(/\.\.\/media\/[^"]+/, '../slides/slide1.png')
    expect(links).toContain('slide1.png')
    parts.set(CONTENT_LINKS, Buffer.from(links))
    expect(await refusalOf(await packed(parts))).toBe('plans/master-slide-damaged')
  })
  it('is refused where it is larger than a file may be', async () => {
    const reply = await give(lead, Buffer.alloc(21 * 1024 * 1024, 'x'))
    expect(reply.statusCode).toBe(413)
  })
})
