import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { SHARED, sampleFile } from '../content/fixtures.ts'
import { readable, unzipped } from './fixtures.ts'
import { lastReviewBefore, readSince } from './since-last-review.ts'

let house: TestProgram
let lead: TestPerson
let workspaceId: number
let full: string
let bare: string

beforeAll(async () => {
  house = await createTestProgram()
  house.setNow('2026-04-01T10:00:00Z')
  workspaceId = await house.createWorkspace('north', 'USD')
  lead = await house.createPerson('north', { role: 'program_lead', seesMargins: true })
  full = await made('FULL', withCustomersPeople())
  const accountId = await givenAccount('BARE')
  const begun = await house.call(lead, 'POST', '/api/workspaces/north/plans', { accountId })
  expect(begun.status, JSON.stringify(begun.body)).toBe(201)
  bare = begun.body.id
})
afterAll(() => house.stop())

/** An objective of a person of the customer, and an action that nobody has given a day. */
function withCustomersPeople() {
  const file = sampleFile(SHARED)
  const [objective] = file.content.objectives?.objectives ?? []
  const [, second] = file.content.actions?.actions ?? []
  if (objective) objective.owner = { kind: 'customer', personId: null, name: 'Eva Roth', function: 'Plant manager' }
  if (second) Object.assign(second, { dueOn: null, repeat: null })
  return file
}

async function givenAccount(code: string): Promise<string> {
  const { rows } = await house.database.superuser.query(
    `with n as (select nextval(pg_get_serial_sequence('mainstay.account', 'id')) as id)
     insert into mainstay.account (workspace_id, id, code, name, group_id)
     overriding system value select $1, n.id, $2, $3, n.id from n returning id`,
    [workspaceId, code, `Account ${code}`],
  )
  return String(rows[0].id)
}

async function made(code: string, file: unknown): Promise<string> {
  await givenAccount(code)
  const reply = await house.call(lead, 'POST', `/api/workspaces/north/plan-imports?account=${code}`, file)
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body.planId
}

async function bytesOf(planId: string, query: string): Promise<Buffer> {
  const reply = await house.app.inject({
    method: 'GET',
    url: `/api/workspaces/north/plans/${planId}/export?${query}`,
    headers: { authorization: lead.authorization },
  })
  expect(reply.statusCode, reply.body).toBe(200)
  return reply.rawPayload
}

/** What stands on each slide, in order: its words, the title first. */
async function slidesOf(planId: string, query = ''): Promise<{ title: string; words: string[]; xml: string }[]> {
  const files = await unzipped(await bytesOf(planId, `format=pptx${query}`))
  return [...files]
    .flatMap(([name, xml]) => {
      const number = /^ppt\/slides\/slide(\d+)\.xml$/.exec(name)?.[1]
      return number ? [{ number: Number(number), xml }] : []
    })
    .toSorted((one, other) => one.number - other.number)
    .map(({ xml }) => {
      const title = /name="Title"[^>]*>.*?<a:t>([^<]*)<\/a:t>/s.exec(xml)?.[1] ?? ''
      const words = [...readable(new Map([['', xml]])).matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, word = '']) => word)
      return { title, words, xml }
    })
}

const markdown = async (planId: string, query = '') => (await bytesOf(planId, `format=md${query}`)).toString()

describe('the deck of a review', () => {
  it('tells its story in order: one look, the numbers, what could be won, SWOT, aims, actions, value, team, decisions', async () => {
    const text = await markdown(full)
    const heads = [...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title)
    expect(heads).toEqual([
      'At a glance',
      'Section profile',
      'Section pressures',
      'Section goals',
      'Section white',
      'Section swot',
      'Section buying',
      'Section objectives',
      'Section actions',
      'Section value',
      'Section reviews',
      'Section team',
      'Decisions asked',
    ])
    const slides = await slidesOf(full)
    expect(slides[1]?.title).toBe('At a glance')
    for (const said of ['Doubtful', 'To do', '0 of 2 done', '1 late, 1 blocked, 1 without owner or date'])
      expect(slides[1]?.words).toContain(said)
  })

  it('gives no slide a single line, and fills slides with several short chapters', async () => {
    const slides = await slidesOf(full)
    expect(slides.length).toBeLessThanOrEqual(16)
    for (const { words, title, xml } of slides.slice(1))
      expect(xml.includes('<c:chart') || words.length >= 8, `${title}: ${words.join(' | ')}`).toBe(true)
    const few = await slidesOf(bare)
    expect(few.length).toBeLessThanOrEqual(3)
  })

  it('keeps everything on its slide', async () => {
    const { width, height } = { width: 13.333 * 914_400, height: 7.5 * 914_400 }
    for (const { xml, title } of await slidesOf(full))
      for (const [, x, y, w, h] of xml.matchAll(
        /<a:off x="(-?\d+)" y="(-?\d+)"\s*\/>\s*<a:ext cx="(\d+)" cy="(\d+)"/g,
      )) {
        expect(Number(x) + Number(w), title).toBeLessThanOrEqual(width + 9_144)
        expect(Number(y) + Number(h), title).toBeLessThanOrEqual(height + 9_144)
      }
  })

  it('has charts with the unit at their axis and words for who cannot see them, and tables whose heads are known', async () => {
    const files = await unzipped(await bytesOf(full, 'format=pptx'))
    const charts = [...files].filter(([name]) => /^ppt\/charts\/chart\d+\.xml$/.test(name)).map(([, xml]) => xml)
    expect(charts.length).toBeGreaterThanOrEqual(3)
    for (const chart of charts)
      expect(/<c:valAx>.*<c:title>.*<a:t>(USD[^<]*|Grade[^<]*)<\/a:t>.*<\/c:valAx>/s.test(chart)).toBe(true)
    expect(charts.every((chart) => !chart.includes('<c:overlay val="1"/>'))).toBe(true)
    const slides = (await slidesOf(full)).map(({ xml }) => xml).join('')
    expect(slides).not.toContain('<a:tblPr/>')
    expect(slides).toContain('<a:tblPr firstRow="1"/>')
    const described = [...slides.matchAll(/<p:cNvPr id="\d+" name="Chart[^"]*" descr="([^"]*)"/g)]
    expect(described.length).toBe(charts.length)
    expect(described.every(([, words = '']) => words.includes(':'))).toBe(true)
  })

  it('says at its foot whose plan it is, of which day, and that it is not for the customer', async () => {
    const foot = 'Internal, not for the customer. Account FULL: Plan for Acme, 1 Apr 2026'
    const parts = readable(await unzipped(await bytesOf(full, 'format=pptx')))
    expect(parts).toContain(foot)
    expect(readable(await unzipped(await bytesOf(full, 'format=docx')))).toContain(foot)
    const theirs = readable(await unzipped(await bytesOf(full, 'format=pptx&audience=customer')))
    expect(theirs).toContain('Account FULL: Plan for Acme, 1 Apr 2026')
    expect(theirs).not.toContain('Internal')
  })

  it('writes days as people do, never as computers', async () => {
    for (const { words } of await slidesOf(full))
      expect(words.filter((word) => /\d{4}-\d{2}(-\d{2})?/.test(word))).toEqual([])
    expect(await markdown(full)).not.toMatch(/\d{4}-\d{2}-\d{2}/)
  })

  it('is made of the chosen sections alone, the look and the decisions too', async () => {
    const text = await markdown(full, '&sections=team,swot')
    expect(text).toContain('Without evidence: view-of-us-item')
    expect(text).toContain('Ada Ito')
    for (const other of ['of 2 done', 'on track', 'Who clears the way', 'Plan written', 'why-secret'])
      expect(text).not.toContain(other)
  })
})

describe('who answers', () => {
  it('is told with the side they are on, in the deck and in the other files', async () => {
    for (const format of ['pptx', 'docx']) {
      const text = readable(await unzipped(await bytesOf(full, `format=${format}`)))
      expect(text).toContain('Eva Roth (customer), Plant manager')
      expect(text).toContain('Cy Okafor, Chief executive; Bo Lund (customer)')
    }
    expect(await markdown(full, '&audience=customer')).toContain('Eva Roth (customer), Plant manager')
  })

  it('is missing in plain sight in our own deck, and is asked for at its end', async () => {
    const text = await markdown(full)
    expect(text).toMatch(/\| =HYPERLINK[^|]*\| nobody \| no date \|/)
    expect(text).toMatch(/Who does “=HYPERLINK.*”, and by when\? \| Nobody owns it, no due date\. \|/)
    expect(text).toContain('| Who clears the way for “Invite the board”? | reason-secret |')
    const theirs = await markdown(full, '&audience=customer')
    expect(theirs).not.toContain('nobody')
    expect(theirs).not.toContain('no date')
    expect(theirs).not.toContain('Decisions asked')
    expect(theirs).toContain('## What we ask of you')
    expect(theirs).toContain('| Invite the board | Bo Lund | 1 Mar 2026 |')
  })
})

describe('a grade', () => {
  it('has one form everywhere: from 0.00 to 1.00, on the axis and in the workbook too', async () => {
    const text = await markdown(full)
    expect(text).toMatch(/\| (?:0\.\d\d|1\.00) \| (?:on track|at risk|off track) \|/)
    expect(text).not.toMatch(/\| \d+(\.\d)? % \| (?:on track|at risk|off track) \|/)
    const deck = await unzipped(await bytesOf(full, 'format=pptx'))
    const chart = [...deck.values()].find((xml) => xml.includes('Grade, from 0 to 1') && xml.includes('<c:barChart>'))
    expect(chart).toContain('formatCode="0.00"')
    expect(chart).not.toContain('%"')
    const book = await unzipped(await bytesOf(full, 'format=xlsx'))
    expect([...book.values()].some((xml) => /<c s="9"><v>(0(\.\d+)?|1)<\/v>/.test(xml))).toBe(true)
    expect(book.get('xl/styles.xml')).toContain('<cellXfs count="10">')
  })
})

describe('what is not written yet', () => {
  it('is one list for our own people, and is nothing at all to the customer', async () => {
    const ours = await markdown(bare)
    expect(ours).toMatch(/^### Not yet filled in\n\n- .*White space.*SWOT/m)
    expect(ours).not.toMatch(/^## White space$/m)
    expect(ours).not.toContain('no units')
    const theirs = await markdown(full, '&audience=customer')
    expect(theirs).not.toContain('Not yet filled in')
    const slides = await slidesOf(bare)
    expect(slides.flatMap(({ words }) => words).join(' ')).not.toMatch(/no units|No goals are set|no items yet/)
  })
})

describe('the look of a plan that was kept for a quarter', () => {
  it('counts what was written since, for our own people alone', async () => {
    const actor = await house.actor('north', lead)
    const { useCases } = house.program.context
    const from = new Date(Date.now() + 5)
    await new Promise((resolve) => setTimeout(resolve, 20))
    const item = { viewpoint: 'customer', kind: 'threat', text: 'A new buyer' }
    const written = await house.call(lead, 'POST', `/api/workspaces/north/plans/${full}/swot-items`, item)
    expect(written.status, JSON.stringify(written.body)).toBe(201)
    const ask = (audience: 'internal' | 'customer', day: Date) =>
      useCases.read(actor, (scope) => readSince(scope, { planId: full, audience }, { from: day, now: new Date() }))
    expect((await ask('internal', from)).added).toEqual(['SWOT: 1 new.'])
    expect((await ask('customer', from)).added).toEqual([])
    const of = (...sections: string[]) =>
      useCases.read(actor, (scope) =>
        readSince(scope, { planId: full, audience: 'internal', sections }, { from, now: new Date() }),
      )
    // What was written elsewhere is not told of.
    expect([(await of('team', 'actions')).added, (await of('swot')).added]).toEqual([[], ['SWOT: 1 new.']])
    // Of a time before the plan was kept nothing can be compared, and nothing is made up.
    expect(await ask('internal', new Date('2020-01-31'))).toEqual({ day: '2020-01-31', added: [] })
  })

  it.each([
    ['2026-11-22', '2026-08-22'],
    ['2026-05-31', '2026-02-28'],
    ['2026-01-15', '2025-10-15'],
  ])('looks back from %s to %s', (now, day) => {
    expect(
      lastReviewBefore(new Date(`${now}T10:00:00Z`))
        .toISOString()
        .slice(0, 10),
    ).toBe(day)
  })
})
