import { type RandomSource, seededRandom } from '@mainstay/domain/kernel'

/** A call below a plan. */
export interface PlanCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH'
  /** Behind the address of the plan: "/swot-items". */
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface PlanReply {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: looked into by whoever made the call
  readonly body: any
}

/** Somebody who works in the plan. */
export interface Writer {
  readonly name: string
  /** The connection may go away while the call is on its way: it throws `ConnectionLost`, whether or not it arrived. */
  send(call: PlanCall, line: 'steady' | 'cut'): Promise<PlanReply>
}

export class ConnectionLost extends Error {}

/** What everybody works on, and where new things go. */
export interface SharedThings {
  readonly swotItem: string
  readonly action: string
  /** A section of statements. */
  readonly section: string
  readonly today: string
}

export interface Outcome {
  /** The words of every write that the server has accepted, by where they went. */
  readonly accepted: Readonly<Record<Place, readonly string[]>>
  /** Answers that were lost on the way, each followed by the same call again. */
  readonly lost: number
  /** Changes that met a newer version and were made again on top of it. */
  readonly met: number
  readonly milliseconds: readonly number[]
}

export type Place = 'statements' | 'swot' | 'actions' | 'sharedItem' | 'sharedAction'

const CUT_SHARE = 0.25
const MOST_TRIES = 60

interface Work {
  readonly writer: Writer
  readonly shared: SharedThings
  readonly random: RandomSource
  readonly count: { lost: number; met: number; milliseconds: number[] }
}

/** Sends one call until its answer has come, always with the same key, so that it is done once. */
async function deliver({ writer, random, count }: Work, call: PlanCall): Promise<PlanReply> {
  const headers = { ...call.headers, 'idempotency-key': `${writer.name}-${random()}` }
  const started = performance.now()
  for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
    try {
      const reply = await writer.send({ ...call, headers }, random() < CUT_SHARE ? 'cut' : 'steady')
      if (reply.body?.code === 'http/idempotency-in-progress') continue
      count.milliseconds.push(performance.now() - started)
      return reply
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error
      count.lost++
    }
  }
  throw new Error(`${call.method} ${call.path} of ${writer.name} never got its answer`)
}

function expectStatus(reply: PlanReply, status: number): void {
  if (reply.status !== status) throw new Error(`${status} expected, not ${reply.status} ${JSON.stringify(reply.body)}`)
}

async function add(work: Work, place: 'statements' | 'swot' | 'actions', words: string): Promise<void> {
  const { section, today } = work.shared
  const bodies = {
    statements: { path: '/statements', body: { sectionKey: section, content: words, asOf: today } },
    swot: { path: '/swot-items', body: { viewpoint: 'customer', kind: 'opportunity', text: words } },
    actions: { path: '/actions', body: { title: words } },
  }
  expectStatus(await deliver(work, { method: 'POST', ...bodies[place] }), 201)
}

interface Seen {
  readonly content: string
  readonly version: number
}

/** Adds words to what everybody adds to: on top of the newest, as often as somebody else was faster. */
async function addToShared(work: Work, place: 'sharedItem' | 'sharedAction', words: string): Promise<void> {
  const { shared, writer } = work
  const isItem = place === 'sharedItem'
  const look = async (): Promise<Seen> => {
    const path = isItem ? '/swot' : `/actions/${shared.action}`
    const { body } = await writer.send({ method: 'GET', path }, 'steady')
    const found = isItem ? body.items.find((item: { id: string }) => item.id === shared.swotItem) : body
    return { content: isItem ? found.evidence : found.details, version: found.version }
  }
  for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
    const seen = await look()
    const content = `${seen.content} ${words}`.trim()
    const reply = await deliver(work, {
      method: isItem ? 'PUT' : 'PATCH',
      path: isItem ? `/swot-items/${shared.swotItem}` : `/actions/${shared.action}`,
      body: isItem ? { evidence: content } : { details: content },
      headers: { 'if-match': `"${seen.version}"` },
    })
    if (reply.status !== 412) return expectStatus(reply, 200)
    work.count.met++
  }
  throw new Error(`${writer.name} never got a word in`)
}

const PLACES: readonly Place[] = ['statements', 'swot', 'actions', 'sharedItem', 'sharedAction']

/** Lets everybody write at once, on things of their own and on the same ones, over lines that break. */
export async function writeTogether(
  writers: readonly Writer[],
  { shared, rounds, seed }: { readonly shared: SharedThings; readonly rounds: number; readonly seed: number },
): Promise<Outcome> {
  const count: Work['count'] = { lost: 0, met: 0, milliseconds: [] }
  const accepted = { statements: [], swot: [], actions: [], sharedItem: [], sharedAction: [] } as Record<
    Place,
    string[]
  >
  await Promise.all(
    writers.map(async (writer, index) => {
      const work: Work = { writer, shared, random: seededRandom(seed + index), count }
      for (let round = 0; round < rounds; round++) {
        // The place moves on from writer to writer, so that all are used at every moment.
        const place = PLACES[(index + round) % PLACES.length] ?? 'swot'
        const words = `w${index}r${round}.`
        if (place === 'sharedItem' || place === 'sharedAction') await addToShared(work, place, words)
        else await add(work, place, words)
        accepted[place].push(words)
      }
    }),
  )
  return { accepted, ...count }
}

/** The parts as one reader gets them. */
async function readParts(writer: Writer) {
  const read = async (path: string) => (await writer.send({ method: 'GET', path }, 'steady')).body
  return { statements: await read('/statements'), swot: await read('/swot'), actions: await read('/parts/actions') }
}

type Parts = Awaited<ReturnType<typeof readParts>>
interface Worded {
  readonly id: string
  readonly content: string
  readonly text: string
  readonly title: string
  readonly evidence: string
  readonly details: string
}

function foundWords({ statements, swot, actions }: Parts, shared: SharedThings): Record<Place, readonly string[]> {
  const items: Worded[] = swot.items
  const rows: Worded[] = actions.actions
  const split = (content: string | undefined) => (content ?? '').split(' ').filter(Boolean)
  return {
    statements: statements.sections
      .flatMap((section: { statements: Worded[] }) => section.statements)
      .map(({ content }: Worded) => content),
    swot: items.map(({ text }) => text),
    actions: rows.map(({ title }) => title),
    sharedItem: split(items.find(({ id }) => id === shared.swotItem)?.evidence),
    sharedAction: split(rows.find(({ id }) => id === shared.action)?.details),
  }
}

export interface Convergence {
  /** Words of accepted writes that are not there, and those that are there more than once. */
  readonly missing: readonly string[]
  readonly twice: readonly string[]
  /** How many different contents the readers got; one when they agree. */
  readonly contents: number
}

/** Whether everybody reads the same plan, with everything that was accepted in it exactly once. */
export async function convergence(
  readers: readonly Writer[],
  shared: SharedThings,
  { accepted }: Pick<Outcome, 'accepted'>,
): Promise<Convergence> {
  const all = await Promise.all(readers.map(readParts))
  const [first] = all
  if (!first) throw new Error('nobody reads')
  const found = foundWords(first, shared)
  const timesOf = (place: Place, words: string) => found[place].filter((one) => one === words).length
  const wanted = PLACES.flatMap((place) => accepted[place].map((words) => ({ place, words })))
  return {
    missing: wanted.filter(({ place, words }) => timesOf(place, words) === 0).map(({ words }) => words),
    twice: wanted.filter(({ place, words }) => timesOf(place, words) > 1).map(({ words }) => words),
    contents: new Set(all.map((parts) => JSON.stringify(parts))).size,
  }
}
