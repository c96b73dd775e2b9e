import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { type GivenPlan, givenPlan } from '../fixtures.ts'
import { addParagraph, anEditor, bytesOf, rootOf, updateOf, wordsOf } from './typing.ts'

const PEOPLE = 50
const ROUNDS = 12
const STROKES = 4

let house: TestProgram
let plan: GivenPlan
let people: TestPerson[]

beforeAll(async () => {
  house = await createTestProgram()
  const workspaceId = await house.createWorkspace('north')
  people = []
  for (let at = 0; at < PEOPLE; at++) people.push(await house.createPerson('north', { role: 'contributor' }))
  plan = await givenPlan(house, workspaceId, 'K900')
})
afterAll(() => house.stop())

/** The same every time: who is cut off when, and what is typed where. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Somebody at a browser: types, sends when the line holds, and asks for what came meanwhile. */
class Writer {
  readonly doc = anEditor()
  /** Every character this person ever typed: a mark of their own and its number. */
  readonly typed: string[] = []
  private readonly person: TestPerson
  private readonly mark: string
  private readonly roll: () => number
  private unsent: Uint8Array[] = []
  private sequence = 0
  isConnected = true

  constructor(person: TestPerson, at: number) {
    this.person = person
    this.mark = String.fromCodePoint(0x4e00 + at)
    this.roll = dice(at + 1)
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'server') this.unsent.push(update)
    })
  }

  type(): void {
    for (let stroke = 0; stroke < STROKES; stroke++) {
      const sign = `⟨${this.mark}${this.typed.length}⟩`
      this.typed.push(sign)
      const texts = rootOf(this.doc)
        .toArray()
        .flatMap((child) => (child instanceof Y.XmlElement ? child.toArray() : []))
        .filter((child) => child instanceof Y.XmlText)
      const text = texts[Math.floor(this.roll() * (texts.length + 0.3))]
      if (text) text.insert(this.gapIn(text), sign)
      else addParagraph(this.doc, sign)
    }
  }

  /** A place between signs, so that one within another is not taken for a lost one. */
  private gapIn(text: Y.XmlText): number {
    const gaps = [0, ...[...text.toString().matchAll(/⟩/g)].map(({ index }) => index + 1)]
    return gaps[Math.floor(this.roll() * gaps.length)] ?? 0
  }

  async exchange(): Promise<void> {
    this.isConnected = this.roll() > 0.35
    if (this.isConnected) {
      await this.send()
      await this.pull()
    } else if (this.roll() > 0.5) {
      // The line breaks behind the words: they arrive, and nobody here knows.
      await this.post()
    }
  }

  /** As after the tab was closed and opened again: what is missing is told from the two states. */
  async comeBack(): Promise<void> {
    const reply = await house.call(this.person, 'GET', this.address(''))
    const server = anEditor(reply.body.state === null ? null : bytesOf(reply.body.state))
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(server), 'server')
    this.unsent = [Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(server))]
    await this.send()
  }

  async pull(): Promise<void> {
    const reply = await house.call(this.person, 'GET', this.address(`/updates?since=${this.sequence}`))
    expect(reply.status).toBe(200)
    this.sequence = reply.body.sequence
    if (reply.body.update !== null) Y.applyUpdate(this.doc, bytesOf(reply.body.update), 'server')
  }

  private async send(): Promise<void> {
    const reply = await this.post()
    if (reply === null) return
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    this.unsent = []
  }

  private async post() {
    if (this.unsent.length === 0) return null
    const update = Buffer.from(Y.mergeUpdates(this.unsent)).toString('base64')
    return house.call(this.person, 'POST', this.address('/updates'), { update })
  }

  private address(path: string): string {
    return `/api/workspaces/north/plans/${plan.id}/texts/statements${path}`
  }
}

test('fifty people write the same notes over lines that break: all end with the same text, and no character is lost', async () => {
  const writers = people.map((person, at) => new Writer(person, at))
  let cuts = 0
  for (let round = 0; round < ROUNDS; round++) {
    for (const writer of writers) writer.type()
    await Promise.all(writers.map((writer) => writer.exchange()))
    cuts += writers.filter(({ isConnected }) => !isConnected).length
  }
  expect(cuts).toBeGreaterThan(PEOPLE)
  for (const writer of writers) await writer.comeBack()
  await Promise.all(writers.map((writer) => writer.pull()))
  const states = new Set(writers.map(({ doc }) => wordsOf(doc)))
  expect(states.size).toBe(1)
  const text = [...states][0] ?? ''
  const typed = writers.flatMap((writer) => writer.typed)
  expect(typed).toHaveLength(PEOPLE * ROUNDS * STROKES)
  expect(typed.filter((sign) => text.split(sign).length !== 2)).toEqual([])
  // A reader without an editor sees the same, and what comes late and again changes nothing.
  const [first] = people
  const read = await house.call(first ?? null, 'GET', `/api/workspaces/north/plans/${plan.id}/texts`)
  const shown = read.body.texts[0].blocks.map(({ runs }: { runs: { text: string }[] }) =>
    runs.map((run) => run.text).join(''),
  )
  expect(shown.join('\n')).toBe(text)
  const before = read.body.texts[0].sequence
  const again = await house.call(
    first ?? null,
    'POST',
    `/api/workspaces/north/plans/${plan.id}/texts/statements/updates`,
    {
      update: updateOf(writers[7]?.doc ?? anEditor()),
    },
  )
  expect(again.body).toEqual({ sequence: before, isNew: false })
}, 120_000)
