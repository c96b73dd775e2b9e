import type { SamplePlan } from '@mainstay/demo'
import type { AreaContext } from '../../platform/area.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { addComment } from '../comments/write-comment.ts'
import { addBridgeEntry } from '../goals/bridge-entries.ts'
import { setPlanGoals } from '../goals/write-goals.ts'
import { beginPlan } from '../lifecycle/begin-plan.ts'
import { activatePlan, closePlan } from '../lifecycle/change-plan.ts'
import type { Surroundings } from '../lifecycle/propose-plan.ts'
import { findPlan } from '../plan-store.ts'
import { readStatementsPart } from '../statements/read-statements.ts'
import { addStatement } from '../statements/write-statements.ts'
import { readTeamPart } from '../team/read-team.ts'
import { addPlanPerson } from '../team/write-team.ts'
import { playApproval } from './play-approval.ts'
import { playEvents } from './play-events.ts'
import { momentOf, spokenBy } from './sample-actor.ts'
import { hasPart, type SampleTask } from './sample-task.ts'
import { type WrittenAims, writeAims } from './write-aims.ts'
import { writeNotes } from './write-notes.ts'
import { writePurchases } from './write-purchases.ts'
import { writeValue } from './write-value.ts'
import { writeWhiteSpace } from './write-white-space.ts'

interface Begin {
  readonly plan: SamplePlan
  readonly accountId: string
  readonly parentId: string | null
  readonly known: Surroundings
}

/** Writes a whole plan and plays what has happened to it since; answers with its id. */
export async function writeSamplePlan(area: AreaContext, given: WriteScope, begin: Begin): Promise<string> {
  const { plan, accountId, parentId, known } = begin
  const { startMonth, periodKind, periods: count } = plan
  const wish = { accountId, parentId, scope: plan.scope, startMonth, periodKind, count }
  const header = await beginPlan(area, given, wish, known)
  const scope = spokenBy(given, plan.authorCode)
  const task: SampleTask = { plan, header, today: known.today }
  const call = { id: header.id, now: momentOf(plan.begunOn) }
  await writeRecord(scope, task)
  const aims = await writeAims(scope, task)
  await writeGoals(scope, task)
  if (hasPart(header, 'white_space')) await writeWhiteSpace(scope, task)
  await writeValue(scope, task)
  await writePurchases(scope, task)
  if (plan.stage === 'active' || plan.stage === 'approved' || plan.stage === 'closed') await activatePlan(scope, call)
  await writeNotes(scope, task)
  await writeComments(area, scope, { task, aims })
  await playEvents(scope, task, aims)
  await playApproval(area, scope, task)
  if (plan.closing !== '') {
    const last = plan.events.at(-1)?.on ?? known.today
    await closePlan(scope, { id: header.id, now: momentOf(last), reason: plan.closing })
  }
  return header.id
}

async function writeRecord(scope: WriteScope, task: SampleTask): Promise<void> {
  const { plan, header, today } = task
  const planId = header.id
  if (plan.statements.length > 0 && hasPart(header, 'statements')) {
    const empty = await emptyFields(scope, task)
    for (const statement of plan.statements) {
      if (!empty.has(`${statement.sectionKey} ${statement.fieldKey}`)) continue
      await addStatement(scope, { planId, ...statement, now: momentOf(statement.asOf), today })
    }
  }
  if (!hasPart(header, 'team')) return
  const { hasAccountable } = await readTeamPart(scope, await findPlan(scope, planId))
  for (const { person, duty, task: does } of plan.team) {
    await addPlanPerson(scope, {
      planId,
      personId: null,
      name: person.name,
      side: person.kind === 'customer' ? 'customer' : 'ours',
      function: person.function,
      duty: duty === 'accountable' && hasAccountable ? 'responsible' : duty,
      task: does,
      isInner: false,
      takesOver: false,
      now: momentOf(plan.begunOn),
    })
  }
}

/** Fields that the template has and the ledger has not filled. */
async function emptyFields(scope: WriteScope, { header, today }: SampleTask): Promise<ReadonlySet<string>> {
  const { sections } = await readStatementsPart(scope, await findPlan(scope, header.id), today)
  return new Set(
    sections.flatMap(({ section, values }) =>
      section.fields
        .filter(({ key, kind }) => kind === 'text' && !values.some(({ fieldKey }) => fieldKey === key))
        .map(({ key }) => `${section.key} ${key}`),
    ),
  )
}

async function writeGoals(scope: WriteScope, { plan, header, today }: SampleTask): Promise<void> {
  if (plan.goals.length === 0 || !hasPart(header, 'goals')) return
  const planId = header.id
  await setPlanGoals(scope, { planId, goals: plan.goals.map((goal) => ({ ...goal, version: 0 })) }, today)
  for (const entry of plan.bridge)
    await addBridgeEntry(scope, { planId, measure: 'net_revenue', cause: null, ...entry })
}

async function writeComments(
  area: AreaContext,
  scope: WriteScope,
  { task, aims }: { readonly task: SampleTask; readonly aims: WrittenAims },
): Promise<void> {
  const planId = task.header.id
  const then: AreaContext = { ...area, now: () => momentOf(task.plan.begunOn) }
  for (const { authorCode, about, content } of task.plan.comments) {
    const subjectId = about.kind === 'plan' ? planId : idAbout(aims, about)
    if (subjectId === undefined) continue
    const comment = { planId, subjectKind: about.kind, subjectId, content, mentionIds: [] }
    await addComment(then, spokenBy(scope, authorCode), comment)
  }
}

function idAbout(aims: WrittenAims, { kind, key }: { readonly kind: 'action' | 'objective'; readonly key: string }) {
  return (kind === 'action' ? aims.actions : aims.objectives).get(key)
}
