import { expect } from 'vitest'
import type { TestPerson, TestProgram, TestReply } from '../../../test/program.ts'
import { aScoredHouse, type SelectionHouse } from '../fixtures.ts'

/** What the starter criteria let people judge. */
export const FIT = 'strategic_fit'
export const ACCESS = 'access_to_deciders'
const FUNCTIONS = ['sales', 'finance', 'service']

/** What is sent, and the version that was seen where a route wants it. */
type Body = Readonly<Record<string, unknown>> & { readonly seenVersion?: number }

/** Six scored accounts, a lead and three raters of three functions, and short ways to call the rounds of a workspace. */
export interface RoundHouse extends SelectionHouse {
  readonly base: string
  readonly raters: readonly [TestPerson, TestPerson, TestPerson]
  readonly criteriaSetId: string
  idOf(code: string): string
  send(person: TestPerson | null, method: 'GET' | 'POST' | 'PATCH', path: string, body?: Body): Promise<TestReply>
  plan(changes?: object): Promise<TestReply>
  /** A round that is open; its answer. */
  open(changes?: object): Promise<{ id: string; version: number }>
  step(id: string, step: string, body?: object): Promise<TestReply>
  /** Gives a rater's answers by account code, on the cells as they are now. */
  give(
    rater: TestPerson,
    id: string,
    answers: Readonly<Record<string, number | null>>,
    criterionKey?: string,
  ): Promise<TestReply>
}

/** Six accounts alike but for their growth, which falls from A to F. */
const FIGURES = { netRevenue: 500, grossMarginRate: 0.3, contributionRate: 0.2, productLines: 8, walletBase: 900 }
const CODES = ['A', 'B', 'C', 'D', 'E', 'F']
const ACCOUNTS = Object.fromEntries(CODES.map((code, index) => [code, { ...FIGURES, growth: 0.3 - index / 20 }]))

/** The house as it stands before anybody calls it. */
type Standing = Pick<RoundHouse, 'base' | 'raters' | 'criteriaSetId' | 'idOf'> & SelectionHouse

export async function aRoundHouse(program: TestProgram, slug: string): Promise<RoundHouse> {
  const house = await aScoredHouse(program, slug, ACCOUNTS)
  const person = (name: string) => program.createPerson(slug, { role: 'contributor', name })
  const raters = [await person('Sam Sales'), await person('Fay Finance'), await person('Sue Service')] as const
  const { rows } = await program.database.superuser.query(
    "select c.id from mainstay.criteria_set c where c.workspace_id = $1 and c.status = 'published'",
    [house.workspaceId],
  )
  const standing: Standing = {
    ...house,
    base: `/api/workspaces/${slug}/selection/rounds`,
    raters,
    criteriaSetId: rows[0].id,
    idOf: (code) => house.accounts.get(code) ?? '',
  }
  const send = senderOf(program, standing)
  return { ...standing, send, ...leadsWay(standing, send), give: ratersWay(standing, send) }
}

function senderOf(program: TestProgram, { base }: Standing): RoundHouse['send'] {
  return (caller, method, path, body) => {
    const { seenVersion, ...sent } = body ?? {}
    const headers: Record<string, string> = seenVersion === undefined ? {} : { 'if-match': `"${seenVersion}"` }
    return program.call(caller, method, `${base}${path}`, body && sent, headers)
  }
}

/** How the lead plans, opens and moves a round on. */
function leadsWay(
  { lead, raters, criteriaSetId }: Standing,
  send: RoundHouse['send'],
): Pick<RoundHouse, 'plan' | 'open' | 'step'> {
  const versionOf = async (id: string): Promise<number> => (await send(lead, 'GET', `/${id}`)).body.version
  const step: RoundHouse['step'] = async (id, name, body = {}) =>
    send(lead, 'POST', `/${id}/${name}`, { ...body, seenVersion: await versionOf(id) })
  const plan: RoundHouse['plan'] = (changes = {}) =>
    send(lead, 'POST', '', {
      name: 'Candidates of 2027',
      criteriaSetId,
      opensOn: '2026-11-20',
      deadline: '2026-11-30',
      criteria: [
        { criterionKey: FIT, functions: FUNCTIONS },
        { criterionKey: ACCESS, functions: ['sales'] },
      ],
      raters: raters.map(({ id }, index) => ({ personId: id, function: FUNCTIONS[index] })),
      codes: CODES,
      ...changes,
    })
  const open: RoundHouse['open'] = async (changes) => {
    const planned = await plan(changes)
    expect(planned.status).toBe(201)
    const opened = await step(planned.body.id, 'opening')
    expect([opened.status, opened.body.detail]).toEqual([200, undefined])
    return opened.body
  }
  return { plan, open, step }
}

function ratersWay({ idOf }: Standing, send: RoundHouse['send']): RoundHouse['give'] {
  return async (rater, id, answers, criterionKey = FIT) => {
    const sheet = (await send(rater, 'GET', `/${id}/sheet`)).body
    const seenAt = (accountId: string): string | null =>
      (sheet.cells ?? []).find(
        (cell: { accountId: string; criterionKey: string }) =>
          cell.accountId === accountId && cell.criterionKey === criterionKey,
      )?.revision ?? null
    const cells = Object.entries(answers).map(([code, answer]) => ({
      accountId: idOf(code),
      criterionKey,
      answer,
      comment: null,
      seen: seenAt(idOf(code)),
    }))
    return send(rater, 'POST', `/${id}/scores`, { cells })
  }
}
