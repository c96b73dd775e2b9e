import type { PlanImportAnswer, PlanImportFault } from '@mainstay/contract/plans-exports'
import { Refused } from '../../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../../platform/use-case.ts'
import { lockTree } from '../../lifecycle/place-plan.ts'
import { excerpt } from './excerpt.ts'
import type { ImportedContent } from './file-shape.ts'
import { keptResults, newIds } from './new-ids.ts'
import type { FileReading } from './read-file.ts'
import { storePlan } from './store-plan.ts'
import {
  currencyFaults,
  everyOwner,
  findImportAccount,
  findOpenPlan,
  type ImportAccount,
  readSurroundings,
  type Surroundings,
} from './surroundings.ts'

export interface ImportOrder {
  readonly accountCode: string
  /** What was read of the file. */
  readonly reading: FileReading
  /** In place of the title in the file. */
  readonly title?: string | undefined
}

interface Examined {
  readonly answer: PlanImportAnswer
  readonly account: ImportAccount | null
  readonly content: ImportedContent | null
  readonly known: Surroundings | null
}

/** What a file would make, and everything that is in its way; nothing is made. */
export async function previewPlanImport(scope: ReadScope, order: ImportOrder): Promise<PlanImportAnswer> {
  return (await examine(scope, order)).answer
}

/** Makes a new draft of a file: with ids of its own, and every link between its things kept. All of it or nothing. */
export async function importPlan(scope: WriteScope, order: ImportOrder, now: Date): Promise<PlanImportAnswer> {
  // Whoever else begins or moves a plan waits, so that an account gets one.
  await lockTree(scope)
  const { answer, account, content, known } = await examine(scope, order)
  if (!account || !content || !known || answer.faults.length > 0) throw refusalOf(answer)
  const planId = await storePlan(scope, account, { content, known, now, ids: newIds(content) })
  await scope.record({
    action: 'plans.imported',
    subjectType: 'plan',
    subjectId: planId,
    accountId: account.id,
    after: { title: answer.title, ...Object.fromEntries(answer.counts.map(({ what, count }) => [what, count])) },
  })
  return { ...answer, planId }
}

function refusalOf({ faults }: PlanImportAnswer): Refused {
  return new Refused(
    'plans/import-faulty',
    { faults: faults.length },
    faults.map(({ path, value, message, wayOut }) => ({
      path,
      code: 'import_fault',
      message: `${message} (${value}). ${wayOut}`,
    })),
  )
}

async function examine(scope: ReadScope, order: ImportOrder): Promise<Examined> {
  const account = await findImportAccount(scope, order.accountCode)
  const { content: read, faults: inFile } = order.reading
  const content = read && order.title !== undefined ? { ...read, header: { ...read.header, title: order.title } } : read
  const known = content ? await readSurroundings(scope, content) : null
  const faults = [
    ...(await accountFaults(scope, order.accountCode, account)),
    ...inFile,
    ...(content ? currencyFaults(content, scope.actor.reportingCurrency) : []),
    ...(content && !scope.actor.seesMargins ? marginFaults(content) : []),
  ]
  return {
    account,
    content,
    known,
    answer: {
      account,
      title: content?.header.title ?? '',
      counts: content ? countsOf(content) : [],
      faults,
      notes: content && known ? notesOf(content, known) : [],
      planId: null,
    },
  }
}

/** Whoever may not see margins does not write them either. */
function marginFaults({ goals, objectives, whiteSpace, value }: ImportedContent): PlanImportFault[] {
  const held = [
    ...(goals?.periods ?? []).flatMap((period, at) =>
      (['grossMargin', 'contribution'] as const).flatMap((key) => (period[key] ? [`goals.periods.${at}.${key}`] : [])),
    ),
    ...(objectives?.objectives ?? []).flatMap(({ keyResults }, at) =>
      keyResults.flatMap(({ marginFigures }, index) =>
        marginFigures ? [`objectives.objectives.${at}.keyResults.${index}.marginFigures`] : [],
      ),
    ),
    ...(whiteSpace?.offerings ?? []).flatMap(({ marginRate }, at) =>
      marginRate === null ? [] : [`whiteSpace.offerings.${at}.marginRate`],
    ),
    ...(value?.cases ?? []).flatMap(({ beneficiary }, at) => (beneficiary === 'us' ? [`value.cases.${at}`] : [])),
  ]
  return held.map((path) => ({
    path: `content.${path}`,
    value: 'hidden',
    message: 'the file holds margins, which you may not see',
    wayOut: 'Let somebody with the right to margins bring it in, or set this to null; take a value case out.',
  }))
}

async function accountFaults(
  scope: ReadScope,
  code: string,
  account: ImportAccount | null,
): Promise<PlanImportFault[]> {
  const fault = (message: string, wayOut: string) => [{ path: 'account', value: excerpt(code), message, wayOut }]
  if (!account) return fault('there is no such account', 'Choose another account, or import its company first.')
  const open = await findOpenPlan(scope, account)
  if (!open) return []
  return fault(
    `the account has an open plan already: ${open.title}`,
    'Close that plan first, or choose another account.',
  )
}

function countsOf(content: ImportedContent): { what: string; count: number }[] {
  const { statements, team, swot, objectives, actions, goals, whiteSpace, value, buying, texts } = content
  const measures = (goals?.periods ?? []).flatMap(({ netRevenue, grossMargin, contribution }) =>
    [netRevenue, grossMargin, contribution].flatMap((measure) => measure ?? []),
  )
  const results = (objectives?.objectives ?? []).flatMap(keptResults)
  const casesFor = (whom: 'customer' | 'us') =>
    (value?.cases ?? []).filter(({ beneficiary }) => beneficiary === whom).length
  return [
    { what: 'sections', count: content.header.sections.length },
    { what: 'periods', count: content.header.periods.length },
    {
      what: 'statements',
      count: (statements?.sections ?? []).flatMap((each) => [...each.values, ...each.statements]).length,
    },
    { what: 'people', count: team?.people.length ?? 0 },
    { what: 'SWOT items', count: swot?.items.length ?? 0 },
    { what: 'objectives', count: objectives?.objectives.length ?? 0 },
    { what: 'key results', count: results.length },
    { what: 'actions', count: actions?.actions.length ?? 0 },
    { what: 'goals', count: measures.filter(({ own }) => own !== null).length },
    { what: 'bridge entries', count: measures.flatMap(({ entries }) => entries).length },
    { what: 'white space cells', count: whiteSpace?.cells.length ?? 0 },
    { what: 'value cases', count: casesFor('customer') },
    // The audit hides what is called so from those who may not see margins.
    { what: 'value cases of margins', count: casesFor('us') },
    { what: 'purchases', count: buying?.purchases.length ?? 0 },
    { what: 'notes', count: texts?.texts.length ?? 0 },
  ]
}

/** What will be otherwise than in the file, said before it is done. */
function notesOf(content: ImportedContent, known: Surroundings): string[] {
  const ids = newIds(content)
  const strangers = new Set(
    [...(content.team?.people ?? []), ...everyOwner(content)]
      .filter(({ personId }) => personId !== null && !known.members.has(personId))
      .map(({ name }) => name),
  )
  const units = (content.whiteSpace?.units ?? []).filter(({ account }) => account && !known.companies.has(account.code))
  const lines = (content.whiteSpace?.offerings ?? []).filter(
    ({ productLine }) => productLine !== null && !known.lines.has(productLine),
  )
  const objectives = content.objectives?.objectives ?? []
  const hidden = objectives.reduce((sum, each) => sum + each.keyResults.length - keptResults(each).length, 0)
  const causes = [
    ...objectives.flatMap((objective) => objective.causes),
    ...(content.actions?.actions ?? []).flatMap(({ cause }) => cause ?? []),
  ].filter((cause) => ids.cause(cause) === null)
  const alone = (content.value?.cases ?? [])
    .flatMap(({ drivers }) => drivers)
    .filter(({ owner }) => owner !== null && ids.person('customer', owner.id) === null)
  const unnamed = (content.buying?.purchases ?? []).flatMap(({ customerSteps, ourSteps }) =>
    (
      [
        ['customer', customerSteps],
        ['ours', ourSteps],
      ] as const
    ).flatMap(([side, steps]) => steps.filter(({ owner }) => owner !== null && ids.person(side, owner.id) === null)),
  )
  const corrections =
    content.header.scope === ''
      ? []
      : [`The plan was for ${content.header.scope}; here it becomes the plan of the whole account.`]
  return [
    'It becomes a draft; authors and days stay as they are in the file.',
    ...corrections,
    ...(strangers.size > 0 ? [`No member of this workspace, kept by name: ${[...strangers].join(', ')}.`] : []),
    ...(units.length > 0 ? [`No such company here, kept by name: ${units.map(({ name }) => name).join(', ')}.`] : []),
    ...(lines.length > 0
      ? [`No such product line here, kept by name: ${lines.map(({ name }) => name).join(', ')}.`]
      : []),
    ...(hidden > 0
      ? [`${hidden} key results are left out: their numbers are margins, which are not in the file.`]
      : []),
    ...(alone.length > 0
      ? [`${alone.length} drivers lose who answers for them: they are not with the customer in the team of the file.`]
      : []),
    ...(unnamed.length > 0
      ? [
          `${unnamed.length} steps of purchases lose who is named for them: they are not on that side in the team of the file.`,
        ]
      : []),
    ...(causes.length > 0 ? [`${causes.length} links are left out: what led there is not in the file.`] : []),
  ]
}
