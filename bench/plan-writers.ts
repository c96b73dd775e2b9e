import {
  ConnectionLost,
  convergence,
  type PlanCall,
  type PlanReply,
  type SharedThings,
  type Writer,
  writeTogether,
} from '../server/test/plan-writers.ts'
import { expectOk, type LargePlan, SLUG } from './large-plan.ts'
import { type Finding, quantile, round } from './measure.ts'
import type { ServedProgram, SignedIn } from './served-program.ts'

const PEOPLE = 50
const ROUNDS = 6

export interface SignedInWriter {
  readonly name: string
  readonly cookie: string
  readonly address: string
}

/** Fifty contributors, each joined by an invitation and signed in. */
export async function inviteWriters({ address }: ServedProgram, owner: SignedIn): Promise<SignedInWriter[]> {
  const writers: SignedInWriter[] = []
  for (let at = 0; at < PEOPLE; at++) {
    const { link } = await expectOk<{ link: string }>(
      await owner.send('POST', `/api/workspaces/${SLUG}/invitations`, {
        email: `writer-${at}@bench.example`,
        role: 'contributor',
        visibility: 'all',
        unit: null,
        seesMargins: false,
      }),
    )
    const reply = await fetch(`${address}/api/invitations/${link.split('/').at(-1)}/acceptance`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: address },
      body: JSON.stringify({ name: `Writer ${at}`, password: 'fifty people at one desk' }),
    })
    if (!reply.ok) throw new Error(`the invitation was refused: ${await reply.text()}`)
    const cookies = reply.headers.getSetCookie().map((one) => one.split(';')[0])
    writers.push({ name: `writer-${at}`, cookie: cookies.join('; '), address })
  }
  return writers
}

/** One call below the plan as this person; a cut line is hung up on at some moment before or after it has arrived. */
export async function callPlan(writer: SignedInWriter, plan: LargePlan, call: PlanCall, signal?: AbortSignal) {
  const reply = await fetch(`${writer.address}${plan.path}${call.path}`, {
    method: call.method,
    headers: {
      cookie: writer.cookie,
      origin: writer.address,
      ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...call.headers,
    },
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    ...(signal ? { signal } : {}),
  })
  return { status: reply.status, body: await reply.json() } satisfies PlanReply
}

function writerOf(signedIn: SignedInWriter, plan: LargePlan): Writer {
  let cuts = 0
  return {
    name: signedIn.name,
    send: async (call, line) => {
      if (line === 'steady') return callPlan(signedIn, plan, call)
      const signal = AbortSignal.timeout(1 + (cuts++ % 6) * 12)
      // Hung up or not, this answer is lost.
      await callPlan(signedIn, plan, call, signal).catch((error: unknown) => {
        if (!signal.aborted) throw error
      })
      throw new ConnectionLost()
    },
  }
}

/** Everybody writes at once over lines that break; nothing that was accepted may be missing, or be there twice. */
export async function benchWriters(people: readonly SignedInWriter[], plan: LargePlan): Promise<Finding> {
  const writers = people.map((person) => writerOf(person, plan))
  const [first] = people
  if (!first) throw new Error('nobody writes')
  const add = async (path: string, body: object) => {
    const { status, body: made } = await callPlan(first, plan, { method: 'POST', path, body })
    if (status !== 201) throw new Error(`${path} answered ${status} ${JSON.stringify(made)}`)
    return made.id as string
  }
  const shared: SharedThings = {
    swotItem: await add('/swot-items', { viewpoint: 'customer', kind: 'threat', text: 'All know something of it' }),
    action: await add('/actions', { title: 'All help with it' }),
    section: plan.section,
    today: plan.today,
  }
  const started = performance.now()
  const outcome = await writeTogether(writers, { shared, rounds: ROUNDS, seed: 50 })
  const seconds = (performance.now() - started) / 1000
  const { missing, twice, contents } = await convergence(writers, shared, outcome)
  const accepted = Object.values(outcome.accepted).flat().length
  return {
    name: `${PEOPLE} people write in one plan over lines that break: everything accepted is there once, all read the same`,
    bar: 'nothing missing, nothing twice, one content',
    measured: {
      accepted,
      missing: missing.length,
      twice: twice.length,
      differentContents: contents,
      lostAnswers: outcome.lost,
      metANewerVersion: outcome.met,
      seconds: round(seconds),
      writesPerSecond: round(outcome.milliseconds.length / seconds, 1),
      writeP50Milliseconds: round(quantile(outcome.milliseconds, 0.5)),
      writeP95Milliseconds: round(quantile(outcome.milliseconds, 0.95)),
    },
    isReached: missing.length === 0 && twice.length === 0 && contents === 1 && accepted === PEOPLE * ROUNDS,
  }
}
