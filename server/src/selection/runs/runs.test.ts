import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { Refused } from '../../platform/refusal.ts'
import { noOrigin } from '../../platform/use-case.ts'
import { performRun } from './perform-run.ts'
import type { RunKind, RunWork } from './run-kind.ts'
import { readResult } from './run-store.ts'
import { startRun } from './start-run.ts'

let program: TestProgram
let lead: TestPerson
let viewer: TestPerson
let workspaceId: number
let houses = 0
let slug: string

beforeAll(async () => {
  program = await createTestProgram()
})
afterAll(() => program.stop())

beforeEach(async () => {
  slug = `runs-${++houses}`
  workspaceId = await program.createWorkspace(slug)
  lead = await program.createPerson(slug, { role: 'program_lead' })
  viewer = await program.createPerson(slug, { role: 'viewer' })
})

function kindThat(answer: (work: RunWork) => Promise<object>, keep?: number): RunKind {
  return { kind: 'firmness', answer, ...(keep === undefined ? {} : { keep }) }
}

async function ask(person: TestPerson, kind: 'firmness' | 'back_test' = 'firmness'): Promise<string> {
  const actor = await program.actor(slug, person)
  const run = await program.program.useCases.command(actor, noOrigin, (scope) =>
    startRun(program.program.context, scope, { kind, question: { places: 3 } }),
  )
  return run.id
}

function work(runId: string, kind: RunKind, signal?: AbortSignal): Promise<void> {
  return performRun(program.program.context, [kind], { workspaceId, runId }, signal)
}

const path = (id: string, rest = '') => `/api/workspaces/${slug}/selection/runs/${id}${rest}`
const stateOf = async (id: string) => (await program.call(lead, 'GET', path(id))).body

describe('a long question', () => {
  it('is answered in the background and its result can then be read', async () => {
    const id = await ask(lead)
    expect(await stateOf(id)).toMatchObject({ status: 'queued', progress: 0, isOwn: true })
    await work(
      id,
      kindThat(async ({ question }) => ({ asked: question })),
    )
    expect(await stateOf(id)).toMatchObject({ status: 'done', progress: 1, failure: null })
    const actor = await program.actor(slug, viewer)
    const result = await program.program.useCases.read(actor, (scope) => readResult(scope, 'firmness', id))
    expect(result).toEqual({ asked: { places: 3 } })
  })

  it('is answered once, whoever else takes it up meanwhile or later', async () => {
    const id = await ask(lead)
    let answers = 0
    const kind = kindThat(async () => ({ answers: ++answers }))
    await Promise.all([work(id, kind), work(id, kind), work(id, kind)])
    await work(id, kind)
    expect(answers).toBe(1)
  })

  it('is dropped when the same person asks anew, and stops where it is', async () => {
    const id = await ask(lead)
    let rounds = 0
    await work(
      id,
      kindThat(async ({ advance }) => {
        await ask(lead)
        for (const started = Date.now(); Date.now() - started < 5_000; rounds += 1) await advance(0.5, 'drawing')
        return {}
      }),
    )
    expect(await stateOf(id)).toMatchObject({ status: 'cancelled' })
    expect(rounds).toBeGreaterThan(0)
  })

  it('of another kind goes on when a person asks anew', async () => {
    const id = await ask(lead, 'back_test')
    await ask(lead)
    expect(await stateOf(id)).toMatchObject({ status: 'queued', kind: 'back_test' })
  })

  it('goes back into the queue when the program is stopped, and is then answered', async () => {
    const id = await ask(lead)
    const stop = new AbortController()
    stop.abort()
    await expect(
      work(
        id,
        kindThat(async ({ advance }) => {
          await advance(0.5, 'drawing')
          return {}
        }),
        stop.signal,
      ),
    ).rejects.toThrow('stops')
    expect(await stateOf(id)).toMatchObject({ status: 'queued' })
    await work(
      id,
      kindThat(async () => ({ done: true })),
    )
    expect(await stateOf(id)).toMatchObject({ status: 'done' })
  })

  it('is told as interrupted when its worker fell silent, and may be taken up by another', async () => {
    const id = await ask(lead)
    await program.database.superuser.query(
      "update mainstay.selection_run set status = 'running', heartbeat_at = now() - interval '61 seconds' where id = $1",
      [id],
    )
    expect(await stateOf(id)).toMatchObject({ status: 'failed', failure: { code: 'selection/run-interrupted' } })
    await work(
      id,
      kindThat(async () => ({ done: true })),
    )
    expect(await stateOf(id)).toMatchObject({ status: 'done' })
  })

  it('says in words why it could not be answered, and hides what went wrong inside', async () => {
    const refused = await ask(lead)
    await work(
      refused,
      kindThat(async () => {
        throw new Refused('selection/no-criteria-set')
      }),
    )
    expect(await stateOf(refused)).toMatchObject({
      status: 'failed',
      failure: { code: 'selection/no-criteria-set', message: 'There is no published criteria set yet.' },
    })
    const broken = await ask(lead)
    await expect(
      work(
        broken,
        kindThat(async () => {
          throw new Error('secret detail')
        }),
      ),
    ).rejects.toThrow('secret detail')
    expect(JSON.stringify(await stateOf(broken))).not.toContain('secret')
  })

  it('keeps only as many answers as its kind wants kept', async () => {
    for (let index = 0; index < 4; index += 1) {
      await work(
        await ask(lead),
        kindThat(async () => ({}), 2),
      )
    }
    const list = await program.call(lead, 'GET', `/api/workspaces/${slug}/selection/runs`)
    expect(list.body).toMatchObject({ total: 2, nextCursor: null })
  })
})

describe('stopping a long question', () => {
  const cancel = (person: TestPerson | null, id: string) => program.call(person, 'POST', path(id, '/cancellation'), {})

  it('is for whoever asked, and for those who decide', async () => {
    const own = await ask(viewer)
    expect((await cancel(viewer, own)).body).toMatchObject({ status: 'cancelled' })
    const theirs = await ask(viewer)
    expect((await cancel(lead, theirs)).body).toMatchObject({ status: 'cancelled', isOwn: false })
    const leads = await ask(lead)
    expect(await cancel(viewer, leads)).toMatchObject({ status: 403 })
    expect(await stateOf(leads)).toMatchObject({ status: 'queued' })
  })

  it('refuses strangers, foreign workspaces and odd ids', async () => {
    const id = await ask(lead)
    expect((await cancel(null, id)).status).toBe(401)
    await program.createWorkspace(`${slug}-b`)
    const stranger = await program.createPerson(`${slug}-b`, { role: 'owner' })
    expect((await cancel(stranger, id)).status).toBe(404)
    const own = `/api/workspaces/${slug}-b/selection/runs/${id}`
    expect((await program.call(stranger, 'GET', own)).status).toBe(404)
    expect((await program.call(stranger, 'POST', `${own}/cancellation`, {})).status).toBe(404)
    expect((await program.call(lead, 'GET', path('1 or 1=1'))).status).toBe(400)
    expect(await stateOf(id)).toMatchObject({ status: 'queued' })
  })

  it('pages through the list without skipping or repeating', async () => {
    const ids = []
    for (let index = 0; index < 5; index += 1) ids.push(await ask(lead))
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const query: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''
      const page = await program.call(
        lead,
        'GET',
        `/api/workspaces/${slug}/selection/runs?limit=2&kind=firmness${query}`,
      )
      seen.push(...page.body.rows.map((row: { id: string }) => row.id))
      cursor = page.body.nextCursor
    } while (cursor)
    expect([...seen].sort()).toEqual([...ids].sort())
  })
})
