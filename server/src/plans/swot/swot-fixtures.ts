import { randomUUID } from 'node:crypto'
import type { SwotItem } from '@mainstay/contract/plans-swot'
import type { TestPerson, TestProgram } from '../../../test/program.ts'
import type { GivenPlan } from '../fixtures.ts'

/** Calls about the SWOT of a plan. */
export function swotCalls(program: TestProgram, plan: GivenPlan, workspace = 'north') {
  const address = `/api/workspaces/${workspace}/plans/${plan.id}`
  return {
    address,
    read: (person: TestPerson | null) => program.call(person, 'GET', `${address}/swot`),
    add: async (person: TestPerson | null, item: object = {}) =>
      program.call(person, 'POST', `${address}/swot-items`, {
        viewpoint: 'customer',
        kind: 'strength',
        text: 'Strong brand',
        ...item,
      }),
    change: (person: TestPerson | null, item: Pick<SwotItem, 'id' | 'version'>, fields: object) =>
      program.call(person, 'PUT', `${address}/swot-items/${item.id}`, fields, { 'if-match': `"${item.version}"` }),
    step: (
      person: TestPerson | null,
      item: Pick<SwotItem, 'id' | 'version'>,
      step: 'settle' | 'reopen' | 'remove' | 'put-back',
      body: object = {},
    ) =>
      program.call(person, 'POST', `${address}/swot-items/${item.id}/${step}`, body, {
        'if-match': `"${item.version}"`,
      }),
    pairs: (person: TestPerson | null, query = 'viewpoint=customer') =>
      program.call(person, 'GET', `${address}/tows?${query}`),
    dismiss: (person: TestPerson | null, pairId: string, reason = 'Too dear for now') =>
      program.call(person, 'POST', `${address}/tows/dismissals`, { pairId, reason }),
    bringBack: (person: TestPerson | null, pairId: string, version: number) =>
      program.call(
        person,
        'POST',
        `${address}/tows/dismissals/${encodeURIComponent(pairId)}/withdraw`,
        {},
        { 'if-match': `"${version}"` },
      ),
  }
}

/** An objective or action straight in the database, and what it came of. */
export async function givenEffect(
  program: TestProgram,
  workspaceId: number,
  plan: GivenPlan,
  effect: {
    readonly kind: 'objective' | 'action'
    readonly title: string
    readonly state?: string
    readonly cause: { readonly kind: 'swot_item' | 'tows_pair'; readonly id: string }
  },
): Promise<string> {
  const id = randomUUID()
  const query = program.database.superuser.query.bind(program.database.superuser)
  if (effect.kind === 'objective') {
    const state = effect.state ?? 'open'
    await query(
      `insert into mainstay.plan_objective (workspace_id, id, plan_id, account_id, title, kind, ambition, starts_on, ends_on, status, ended_on)
       values ($1, $2, $3, $4, $5, 'qualitative', 'committed', '2026-01-01', '2026-12-31', $6, $7)`,
      [workspaceId, id, plan.id, plan.accountId, effect.title, state, state === 'open' ? null : '2026-11-01'],
    )
  } else {
    await query(
      `insert into mainstay.plan_action (workspace_id, id, plan_id, account_id, title, state, state_reason, created_by, done_on)
       values ($1, $2, $3, $4, $5, $6, 'as the test says', 'test', case when $6 = 'done' then date '2026-11-01' end)`,
      [workspaceId, id, plan.id, plan.accountId, effect.title, effect.state ?? 'planned'],
    )
  }
  await query(
    `insert into mainstay.plan_cause (workspace_id, plan_id, account_id, cause_kind, cause_id, effect_kind, effect_id)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [workspaceId, plan.id, plan.accountId, effect.cause.kind, effect.cause.id, effect.kind, id],
  )
  return id
}
