import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createTestProgram, type TestPerson, type TestProgram, type TestReply } from '../../../test/program.ts'
import { EVERY_SECTION, type GivenPlan, givenPlan } from '../fixtures.ts'
import { addParagraph, anEditor, bytesOf, rootOf, updateOf, wordsOf } from './typing.ts'

let house: TestProgram
let workspaceId: number
let ann: TestPerson
let bob: TestPerson
let viewer: TestPerson
let outsider: TestPerson
let stranger: TestPerson
let plan: GivenPlan
let plans = 0

beforeAll(async () => {
  house = await createTestProgram()
  workspaceId = await house.createWorkspace('north')
  await house.createWorkspace('south')
  ann = await house.createPerson('north', { role: 'program_lead', name: 'Ann' })
  bob = await house.createPerson('north', { role: 'contributor', name: 'Bob' })
  viewer = await house.createPerson('north', { role: 'viewer' })
  outsider = await house.createPerson('north', { role: 'contributor', visibility: 'team' })
  stranger = await house.createPerson('south', { role: 'owner' })
})
afterAll(() => house.stop())
beforeEach(async () => {
  plan = await givenPlan(house, workspaceId, `T${++plans}`)
})

const base = (workspace = 'north') => `/api/workspaces/${workspace}/plans/${plan.id}/texts`
const append = (person: TestPerson | null, update: string, section = 'swot', workspace = 'north') =>
  house.call(person, 'POST', `${base(workspace)}/${section}/updates`, { update })
const readState = (person: TestPerson, section = 'swot') => house.call(person, 'GET', `${base()}/${section}`)
const since = (person: TestPerson, number: number, section = 'swot') =>
  house.call(person, 'GET', `${base()}/${section}/updates?since=${number}`)

function docOf(reply: TestReply): Y.Doc {
  return anEditor(reply.body.state === null ? null : bytesOf(reply.body.state))
}

async function countOf(table: 'plan_text_update' | 'outbox_event' | 'audit_entry'): Promise<number> {
  const where = {
    plan_text_update: 'x.plan_id = $1::uuid',
    outbox_event: `x.subject_id = $1::text and x.topic = 'plans.text-written'`,
    audit_entry: `x.subject_id = $1::text and x.action = 'plans.text-written'`,
  }[table]
  const { rows } = await house.database.superuser.query(
    `select count(*)::integer as n from mainstay.${table} x where ${where}`,
    [plan.id],
  )
  return rows[0].n
}

async function setSections(change: object): Promise<void> {
  const sections = EVERY_SECTION.map((section) => (section.key === 'swot' ? { ...section, ...change } : section))
  await house.database.superuser.query('update mainstay.plan set sections = $2 where id = $1', [
    plan.id,
    JSON.stringify(sections),
  ])
}

describe('notes of a section', () => {
  it('are written by one and read by another, word for word and ready to show', async () => {
    expect((await readState(bob)).body).toMatchObject({ sequence: 0, state: null, blocks: [], mayWrite: true })
    const mine = anEditor()
    addParagraph(mine, 'They want ', {})
    addParagraph(mine, 'two suppliers', { bold: {}, link: { href: 'https://example.com', target: '_blank' } })
    expect(await append(ann, updateOf(mine))).toMatchObject({ status: 200, body: { sequence: 1, isNew: true } })
    const theirs = await readState(bob)
    expect(wordsOf(docOf(theirs))).toBe('They want \ntwo suppliers')
    expect(theirs.body).toMatchObject({ sequence: 1, characters: 23, updatedByName: 'Ann', mayWrite: true })
    const part = await house.call(viewer, 'GET', base())
    expect(part.body.texts).toEqual([
      expect.objectContaining({
        sectionKey: 'swot',
        blocks: [
          { level: 0, within: [], runs: [{ text: 'They want ', marks: [], href: null }] },
          { level: 0, within: [], runs: [{ text: 'two suppliers', marks: ['bold'], href: 'https://example.com' }] },
        ],
      }),
    ])
    expect((await readState(viewer)).body.mayWrite).toBe(false)
  })

  it('keep what two write at the same time, and tell each only what is new to them', async () => {
    const mine = anEditor()
    addParagraph(mine, 'Ann was here')
    const theirs = anEditor()
    addParagraph(theirs, 'Bob was here')
    await Promise.all([append(ann, updateOf(mine)), append(bob, updateOf(theirs))])
    const news = await since(ann, 0)
    expect(news.body.sequence).toBe(2)
    Y.applyUpdate(mine, bytesOf(news.body.update))
    expect(wordsOf(mine).split('\n').toSorted()).toEqual(['Ann was here', 'Bob was here'])
    expect((await since(ann, 2)).body).toEqual({ sequence: 2, update: null })
    // Whoever knows of more than there is, after the database was taken back, gets all there is.
    expect((await since(ann, 7)).body.update).not.toBeNull()
  })

  it('never give more than they are, whatever was written in them and taken out again', async () => {
    const mine = anEditor()
    const text = addParagraph(mine, 'kept')
    await append(ann, updateOf(mine))
    for (let round = 0; round < 3; round++) {
      let known = Y.encodeStateVector(mine)
      text.insert(4, randomBytes(45_000).toString('hex'))
      await append(ann, updateOf(mine, known))
      known = Y.encodeStateVector(mine)
      text.delete(4, 90_000)
      await append(ann, updateOf(mine, known))
    }
    const { sequence, update } = (await since(bob, 1)).body
    expect(sequence).toBe(7)
    expect(update.length).toBeLessThan(2_000)
    expect(wordsOf(anEditor(bytesOf(update)))).toBe('kept')
  })

  it('take the same change once, however often and however it comes again', async () => {
    const mine = anEditor()
    const text = addParagraph(mine, 'Once')
    const first = updateOf(mine)
    await append(ann, first)
    text.delete(0, 2)
    const whole = updateOf(mine)
    expect((await append(ann, whole)).body).toEqual({ sequence: 2, isNew: true })
    for (const again of [first, whole, whole]) {
      expect((await append(bob, again)).body).toEqual({ sequence: 2, isNew: false })
    }
    expect(await countOf('plan_text_update')).toBe(2)
    expect(await countOf('outbox_event')).toBe(2)
    expect(wordsOf(docOf(await readState(bob)))).toBe('ce')
  })

  it('leave one entry in the audit for each person and quarter of an hour, with no word of the text', async () => {
    const mine = anEditor()
    for (const [at, moment] of ['10:01', '10:09', '10:16'].entries()) {
      house.setNow(`2026-11-20T${moment}:00Z`)
      addParagraph(mine, `secret ${at}`)
      await append(ann, updateOf(mine))
    }
    addParagraph(mine, 'secret of Bob')
    await append(bob, updateOf(mine))
    expect(await countOf('audit_entry')).toBe(3)
    expect(await countOf('plan_text_update')).toBe(4)
    expect(await countOf('outbox_event')).toBe(4)
    const { rows } = await house.database.superuser.query(
      `select e.after, e.before from mainstay.audit_entry e where e.subject_id = $1`,
      [plan.id],
    )
    expect(JSON.stringify(rows)).not.toContain('secret')
    const changes = await house.call(bob, 'GET', `/api/workspaces/north/plans/${plan.id}/changes`)
    expect(changes.body.rows.map((row: { action: string }) => row.action)).toEqual(Array(3).fill('plans.text-written'))
    const { rows: events } = await house.database.superuser.query(
      `select to_jsonb(o)::text as event from mainstay.outbox_event o where o.subject_id = $1`,
      [plan.id],
    )
    // Nor of the section, which may be hidden from those who hear of it.
    expect(events.filter(({ event }) => /secret|swot/.test(event))).toEqual([])
  })

  it('give all at once to who was away for long, and piece by piece to who was not', async () => {
    const mine = anEditor()
    for (let at = 0; at < 203; at++) {
      const before = Y.encodeStateVector(mine)
      addParagraph(mine, `${at}`)
      await append(ann, updateOf(mine, before))
    }
    const late = anEditor()
    Y.applyUpdate(late, bytesOf((await since(bob, 0)).body.update))
    expect(wordsOf(late)).toBe(wordsOf(mine))
    const near = await since(bob, 202)
    expect(bytesOf(near.body.update).length).toBeLessThan(100)
  }, 60_000)
})

describe('what cannot stand in notes is refused, and they stay as they were', () => {
  const kept = () => {
    const doc = anEditor()
    addParagraph(doc, 'kept')
    return doc
  }
  const withElement = (name: string, attributes: object = {}) => {
    const doc = kept()
    const element = new Y.XmlElement(name)
    rootOf(doc).push([element])
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
    return doc
  }
  const withText = (formats: object, what: string | object = 'evil') => {
    const doc = kept()
    const text = addParagraph(doc, '')
    if (typeof what === 'string') text.insert(0, what, formats)
    else text.insertEmbed(0, what, formats)
    return doc
  }
  const inside = (name: string, child: Y.XmlElement | Y.XmlText) => {
    const doc = kept()
    const element = new Y.XmlElement(name)
    rootOf(doc).push([element])
    element.push([child])
    return doc
  }
  const deep = () => {
    const doc = kept()
    let parent: Y.XmlFragment | Y.XmlElement = rootOf(doc)
    for (let at = 0; at < 200; at++) {
      const quote: Y.XmlElement = new Y.XmlElement('blockquote')
      parent.push([quote])
      parent = quote
    }
    parent.push([new Y.XmlElement('paragraph')])
    return doc
  }
  const otherRoot = () => {
    const doc = kept()
    doc.getMap('hidden').set('a', 1)
    return doc
  }
  const hostile: readonly (readonly [string, () => Y.Doc])[] = [
    ['a script', () => withElement('script')],
    ['an image', () => withElement('image', { src: 'https://evil.example/x.png' })],
    ['an element whose name is markup', () => withElement('img src=x onerror=alert(1)')],
    ['a paragraph with a handler', () => withElement('paragraph', { onclick: 'alert(1)' })],
    ['a paragraph with a style', () => withElement('paragraph', { style: 'position:fixed' })],
    ['a heading of no level', () => withElement('heading')],
    ['a heading of a level that is a text', () => withElement('heading', { level: '1' })],
    ['a list that starts at half', () => withElement('orderedList', { start: 0.5 })],
    ['a list that counts by more than a word', () => withElement('orderedList', { type: 'a'.repeat(41) })],
    ['a list that counts by a document', () => withElement('orderedList', { type: new Y.Doc() })],
    ['a link that runs a script', () => withText({ link: { href: 'javascript:alert(1)' } })],
    ['a link that runs a script behind a blank', () => withText({ link: { href: ' javascript:alert(1)' } })],
    ['a link that holds data', () => withText({ link: { href: 'data:text/html,<script>' } })],
    ['a link with a class', () => withText({ link: { href: 'https://example.com', class: 'cover-all' } })],
    ['a link without an address', () => withText({ link: {} })],
    ['a format nobody knows', () => withText({ textStyle: { color: 'red' } })],
    ['an embedded thing', () => withText({}, { image: 'x' })],
    ['text beside paragraphs', () => inside('blockquote', new Y.XmlText('loose'))],
    ['a paragraph in a paragraph', () => inside('paragraph', new Y.XmlElement('paragraph'))],
    ['a paragraph in a list', () => inside('bulletList', new Y.XmlElement('paragraph'))],
    ['two hundred quotes in each other', deep],
    ['another text beside it', otherRoot],
  ]
  it.each(hostile)('%s', async (_what, make) => {
    const before = kept()
    await append(ann, updateOf(before))
    const reply = await append(bob, updateOf(make()))
    expect(reply.body).toMatchObject({ status: 422, code: 'plans/text-not-allowed' })
    expect(reply.body.errors[0].message).toMatch(/^Notes cannot hold .+\.$/)
    const after = await readState(ann)
    expect(after.body.sequence).toBe(1)
    expect(wordsOf(docOf(after))).toBe('kept')
  })

  it('bytes that are no change of a text', async () => {
    for (const bytes of [
      randomBytes(40),
      randomBytes(4_000),
      Buffer.from('<script>alert(1)</script>'),
      Buffer.alloc(64, 255),
    ]) {
      const reply = await append(ann, bytes.toString('base64'))
      expect([409, 422], JSON.stringify(reply.body)).toContain(reply.status)
    }
    expect((await append(ann, '*****')).body.errors).toEqual([expect.objectContaining({ path: 'update' })])
    expect((await house.call(ann, 'GET', base())).body.texts).toEqual([])
  })

  it('a change that builds on another text, or on one that has not come', async () => {
    const other = anEditor()
    const text = addParagraph(other, 'another text')
    const known = Y.encodeStateVector(other)
    text.insert(0, 'In ')
    expect((await append(ann, updateOf(other, known))).body).toMatchObject({
      status: 409,
      code: 'plans/text-incomplete',
    })
    const gone = anEditor(bytesOf(updateOf(other)))
    rootOf(gone).delete(0, 1)
    expect((await append(ann, updateOf(gone, Y.encodeStateVector(gone)))).body.code).toBe('plans/text-incomplete')
    expect((await readState(ann)).body.sequence).toBe(0)
    // With all that is missing it is a change like any other.
    expect((await append(ann, updateOf(other))).body.isNew).toBe(true)
  })

  it('more than forty pages, more than half a megabyte at once, and more than a request holds', async () => {
    const long = anEditor()
    addParagraph(long, 'x'.repeat(99_000))
    expect((await append(ann, updateOf(long))).status).toBe(200)
    addParagraph(long, 'y'.repeat(1_001))
    expect((await append(ann, updateOf(long))).body).toMatchObject({ status: 422, code: 'plans/text-too-long' })
    expect((await readState(ann)).body.characters).toBe(99_000)
    const many = anEditor()
    many.transact(() => {
      for (let at = 0; at < 5_001; at++) rootOf(many).push([new Y.XmlElement('paragraph')])
    })
    expect((await append(ann, updateOf(many), 'team')).body.code).toBe('plans/text-too-long')
    const huge = anEditor()
    addParagraph(huge, 'z'.repeat(520_000))
    expect((await append(ann, updateOf(huge), 'team')).body).toMatchObject({ code: 'plans/text-update-too-large' })
    addParagraph(huge, 'z'.repeat(700_000))
    expect((await append(ann, updateOf(huge), 'team')).status).toBe(413)
  })

  it('but characters no database holds come through marked, and the others with them', async () => {
    const doc = anEditor()
    addParagraph(doc, `zero \u0000 and lone \ud800 end`)
    expect((await append(ann, updateOf(doc))).status).toBe(200)
    expect((await readState(ann)).body.blocks[0].runs[0].text).toBe('zero \ufffd and lone \ufffd end')
  })

  it('and lists or items that two people emptied at once are no fault', async () => {
    const doc = kept()
    const list = new Y.XmlElement('bulletList')
    rootOf(doc).push([list])
    list.push([new Y.XmlElement('listItem')])
    rootOf(doc).push([new Y.XmlElement('blockquote')])
    expect((await append(ann, updateOf(doc))).body.isNew).toBe(true)
    expect((await readState(ann)).body.blocks).toHaveLength(1)
  })
})

describe('who may', () => {
  const some = () => {
    const doc = anEditor()
    addParagraph(doc, 'mine')
    return updateOf(doc)
  }

  it('not be read or written by who is not signed in, may only read, or does not see the account', async () => {
    expect((await append(null, some())).status).toBe(401)
    expect((await append(viewer, some())).status).toBe(403)
    expect((await append(outsider, some())).status).toBe(404)
    expect((await append(stranger, some(), 'swot', 'south')).status).toBe(404)
    expect((await append(stranger, some())).status).toBe(404)
    for (const path of ['', '/swot', '/swot/updates?since=0']) {
      expect((await house.call(null, 'GET', `${base()}${path}`)).status).toBe(401)
      expect((await house.call(outsider, 'GET', `${base()}${path}`)).status).toBe(404)
      expect((await house.call(stranger, 'GET', `${base('south')}${path}`)).status).toBe(404)
    }
    expect(await countOf('plan_text_update')).toBe(0)
  })

  it('sees nothing of a section for the inner team, unless they belong to it', async () => {
    await setSections({ audience: 'inner' })
    expect((await append(ann, some())).status).toBe(200)
    expect((await append(bob, some())).body.code).toBe('plans/no-such-part')
    expect((await readState(bob)).body.code).toBe('plans/no-such-part')
    expect((await since(bob, 0)).status).toBe(404)
    expect((await house.call(bob, 'GET', base())).body.texts).toEqual([])
    expect((await house.call(ann, 'GET', base())).body.texts).toHaveLength(1)
  })

  it('writes neither in a section the plan does not have nor in a closed plan, which stays readable', async () => {
    expect((await append(ann, some(), 'weather')).body.code).toBe('plans/no-such-part')
    await append(ann, some())
    await house.database.superuser.query(
      `update mainstay.plan set status = 'closed', closed_on = '2026-11-01', close_reason = 'test', closed_from = 'active' where id = $1`,
      [plan.id],
    )
    expect((await append(ann, some())).body.code).toBe('plans/closed')
    expect((await readState(ann)).body).toMatchObject({ characters: 4, mayWrite: false })
  })

  it('is told of every wrong field', async () => {
    const reply = await house.call(ann, 'POST', `${base()}/swot/updates`, {})
    expect(reply.status).toBe(400)
    expect(reply.body.errors.map(({ path }: { path: string }) => path)).toEqual(['update'])
    expect((await house.call(ann, 'GET', `${base()}/swot/updates?since=-1`)).status).toBe(400)
    expect((await house.call(ann, 'GET', `/api/workspaces/north/plans/${randomUUID()}/texts`)).status).toBe(404)
  })
})

describe('afterwards', () => {
  it('a plan kept as it stood is compared in words, notes of hidden sections left out', async () => {
    const doc = anEditor()
    const text = addParagraph(doc, 'Two suppliers')
    await append(ann, updateOf(doc))
    const taken = await house.call(ann, 'POST', `/api/workspaces/north/plans/${plan.id}/snapshots`, {
      reason: 'Before',
    })
    expect(taken.status, JSON.stringify(taken.body)).toBe(201)
    text.insert(text.length, ' or three')
    await append(ann, updateOf(doc))
    const other = anEditor()
    addParagraph(other, 'Whom to ask')
    await append(ann, updateOf(other), 'team')
    const compare = (person: TestPerson) =>
      house.call(person, 'GET', `/api/workspaces/north/plans/${plan.id}/comparison?from=${taken.body.id}&to=now`)
    const sentences = (reply: TestReply) => reply.body.differences.map(({ sentence }: { sentence: string }) => sentence)
    expect(sentences(await compare(bob))).toEqual([
      'Notes of “swot”: text from Two suppliers to Two suppliers or three.',
      'New: notes of “team”.',
    ])
    await setSections({ audience: 'inner' })
    expect(sentences(await compare(bob))).toEqual(['New: notes of “team”.'])
  })
})
