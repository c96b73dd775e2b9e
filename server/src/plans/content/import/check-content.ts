import type { PlanImportFault } from '@mainstay/contract/plans-exports'
import { TEXT_CHARACTERS } from '@mainstay/contract/plans-texts'
import { isOrdered, nameKey } from '@mainstay/domain/plans'
import { amountOf } from '../../../economics/index.ts'
import { checkRules } from './check-rules.ts'
import { checkValue } from './check-value.ts'
import { excerpt } from './excerpt.ts'
import type { ImportedAction, ImportedContent, ImportedObjective } from './file-shape.ts'

const REPEATED = 'Take one of the two out.'

/** What is wrong between the parts of a file that are each well-formed. */
export function checkContent(content: ImportedContent, today: string): PlanImportFault[] {
  return [
    ...checkHeader(content),
    ...checkStatements(content),
    ...checkTeam(content),
    ...checkItems(content),
    ...checkObjectives(content.objectives?.objectives ?? []),
    ...checkActions(content),
    ...checkGoals(content),
    ...checkWhiteSpace(content),
    ...checkTexts(content),
    ...checkValue(content),
    ...checkRules(content, today),
  ]
}

function fault(path: string, value: unknown, [message, wayOut]: readonly [string, string]): PlanImportFault {
  return { path: `content.${path}`, value: excerpt(value), message, wayOut }
}

/** Whatever comes twice in a list where it may come once. */
function repeated<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string | null,
  say: (item: Item, at: number) => PlanImportFault,
): PlanImportFault[] {
  const seen = new Set<string>()
  return items.flatMap((item, at) => {
    const key = keyOf(item)
    if (key === null || !seen.has(key)) {
      if (key !== null) seen.add(key)
      return []
    }
    return [say(item, at)]
  })
}

function checkHeader({ header }: ImportedContent): PlanImportFault[] {
  const faults = repeated(
    header.sections,
    ({ key }) => key,
    ({ key }, at) => fault(`header.sections.${at}.key`, key, ['two sections have this key', REPEATED]),
  )
  header.periods.forEach((period, at) => {
    const before = header.periods[at - 1]
    const path = `header.periods.${at}`
    if (period.endsOn <= period.startsOn)
      faults.push(
        fault(`${path}.endsOn`, period.endsOn, ['the period ends before it begins', 'Correct one of the two days.']),
      )
    if (period.number !== (before?.number ?? period.number - 1) + 1)
      faults.push(
        fault(`${path}.number`, period.number, [
          'the periods are not numbered one after another',
          'Correct the number.',
        ]),
      )
    if (before && period.startsOn !== dayAfter(before.endsOn))
      faults.push(
        fault(`${path}.startsOn`, period.startsOn, [
          'the period does not begin the day after the one before has ended',
          'Correct one of the two days.',
        ]),
      )
  })
  return faults
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

function checkStatements({ header, statements }: ImportedContent): PlanImportFault[] {
  const all = (statements?.sections ?? []).flatMap((section, at) => [
    ...section.values.map((statement, index) => ({ statement, path: `statements.sections.${at}.values.${index}` })),
    ...section.statements.map((statement, index) => ({
      statement,
      path: `statements.sections.${at}.statements.${index}`,
    })),
  ])
  const known = new Map(header.sections.map((section) => [section.key, section]))
  const places = all.flatMap(({ statement, path }) => {
    const section = known.get(statement.sectionKey)
    if (section?.part !== 'statements' && section?.part !== 'reviews')
      return [
        fault(`${path}.sectionKey`, statement.sectionKey, [
          'the plan has no such section of statements',
          'Correct the key, or take the statement out.',
        ]),
      ]
    if (statement.fieldKey === null || section.fields.some(({ key }) => key === statement.fieldKey)) return []
    return [
      fault(`${path}.fieldKey`, statement.fieldKey, [
        'the section has no such field',
        'Correct the key, or take the value out.',
      ]),
    ]
  })
  return [
    ...places,
    ...repeated(
      all,
      ({ statement }) => statement.id,
      ({ statement, path }) => fault(`${path}.id`, statement.id, ['two statements have this id', REPEATED]),
    ),
    ...repeated(
      all,
      ({ statement }) => (statement.fieldKey === null ? null : `${statement.sectionKey} ${statement.fieldKey}`),
      ({ statement, path }) => fault(`${path}.fieldKey`, statement.fieldKey, ['the field has two values', REPEATED]),
    ),
  ]
}

function checkTeam({ team }: ImportedContent): PlanImportFault[] {
  return repeated(
    team?.people ?? [],
    ({ duty }) => (duty === 'accountable' ? duty : null),
    ({ name }, at) =>
      fault(`team.people.${at}.duty`, name, [
        'one person answers for a plan, not two',
        'Make one of them responsible.',
      ]),
  )
}

function checkItems({ swot }: ImportedContent): PlanImportFault[] {
  return repeated(
    swot?.items ?? [],
    ({ id }) => id,
    ({ id }, at) => fault(`swot.items.${at}.id`, id, ['two items have this id', REPEATED]),
  )
}

function checkObjectives(objectives: readonly ImportedObjective[]): PlanImportFault[] {
  const results = objectives.flatMap((objective, at) =>
    objective.keyResults.map((result, index) => ({ result, path: `objectives.objectives.${at}.keyResults.${index}` })),
  )
  return [
    ...repeated(
      objectives,
      ({ id }) => id,
      ({ id }, at) => fault(`objectives.objectives.${at}.id`, id, ['two objectives have this id', REPEATED]),
    ),
    ...repeated(
      results,
      ({ result }) => result.id,
      ({ result, path }) => fault(`${path}.id`, result.id, ['two key results have this id', REPEATED]),
    ),
    ...objectives.flatMap((objective, at) => checkObjective(objective, `objectives.objectives.${at}`)),
  ]
}

function checkObjective(objective: ImportedObjective, path: string): PlanImportFault[] {
  const { startsOn, endsOn, status, ending } = objective
  const faults: PlanImportFault[] = []
  if (endsOn <= startsOn)
    faults.push(
      fault(`${path}.endsOn`, endsOn, ['the objective ends before it begins', 'Correct one of the two days.']),
    )
  if ((status === 'open') !== (ending === null))
    faults.push(
      fault(`${path}.ending`, ending, [
        'only what is closed or dropped has an ending',
        'Correct the status or the ending.',
      ]),
    )
  return faults
}

function checkActions({ actions, objectives }: ImportedContent): PlanImportFault[] {
  const list = actions?.actions ?? []
  const known = new Map((objectives?.objectives ?? []).map((objective) => [objective.id, objective]))
  const ids = new Set(list.map(({ id }) => id))
  return [
    ...repeated(
      list,
      ({ id }) => id,
      ({ id }, at) => fault(`actions.actions.${at}.id`, id, ['two actions have this id', REPEATED]),
    ),
    ...list.flatMap((action, at) => checkAction(action, `actions.actions.${at}`)),
    // Without its objectives, which the exporting person may not have seen, a file keeps actions without their links.
    ...(objectives === null ? [] : list.flatMap((action, at) => checkLink(action, known, `actions.actions.${at}`))),
    ...list.flatMap((action, at) =>
      action.needs.flatMap(({ id }, index) =>
        ids.has(id) && id !== action.id
          ? []
          : [
              fault(`actions.actions.${at}.needs.${index}.id`, id, [
                'no other action of the file has this id',
                'Take the need out.',
              ]),
            ],
      ),
    ),
    ...circles(list),
  ]
}

function checkAction({ state, stateReason, doneOn }: ImportedAction, path: string): PlanImportFault[] {
  const faults: PlanImportFault[] = []
  if ((state === 'done') !== (doneOn !== null))
    faults.push(
      fault(`${path}.doneOn`, doneOn, [
        'what is done has a day, and nothing else has',
        'Correct the state or the day.',
      ]),
    )
  if ((state === 'blocked' || state === 'dropped') && stateReason === '')
    faults.push(
      fault(`${path}.stateReason`, stateReason, ['what is blocked or dropped has a reason', 'Write the reason.']),
    )
  return faults
}

function checkLink(
  { objective, keyResult }: ImportedAction,
  known: ReadonlyMap<string, ImportedObjective>,
  path: string,
): PlanImportFault[] {
  const all = [...known.values()]
  if (objective && !known.has(objective.id))
    return [fault(`${path}.objective.id`, objective.id, ['the file has no such objective', 'Take the link out.'])]
  const results = objective ? (known.get(objective.id)?.keyResults ?? []) : all.flatMap(({ keyResults }) => keyResults)
  if (!keyResult || results.some(({ id }) => id === keyResult.id)) return []
  return [fault(`${path}.keyResult.id`, keyResult.id, ['the objective has no such key result', 'Take the link out.'])]
}

/** Actions that would wait for each other: takes away what waits for nothing until only circles are left. */
function circles(actions: readonly ImportedAction[]): PlanImportFault[] {
  const open = new Map(actions.map(({ id, needs }) => [id, new Set(needs.map((need) => need.id)).size]))
  const waiters = Map.groupBy(
    actions.flatMap(({ id, needs }) => [...new Set(needs.map((need) => need.id))].map((need) => ({ id, need }))),
    ({ need }) => need,
  )
  const free = [...open].flatMap(([id, needs]) => (needs === 0 ? [id] : []))
  for (let done = free.pop(); done !== undefined; done = free.pop()) {
    open.delete(done)
    for (const { id } of waiters.get(done) ?? []) {
      const left = (open.get(id) ?? 0) - 1
      open.set(id, left)
      if (left === 0) free.push(id)
    }
  }
  const at = actions.findIndex(({ id }) => open.has(id))
  if (at < 0) return []
  const titles = actions.filter(({ id }) => open.has(id)).map(({ title }) => title)
  return [
    fault(`actions.actions.${at}.needs`, titles.join('; '), [
      'these actions wait for each other in a circle',
      'Take one of the needs out.',
    ]),
  ]
}

function checkGoals({ goals, header }: ImportedContent): PlanImportFault[] {
  const known = new Set(header.periods.map(({ number }) => number))
  const periods = goals?.periods ?? []
  return [
    ...repeated(
      periods,
      ({ number }) => String(number),
      ({ number }, at) => fault(`goals.periods.${at}.number`, number, ['the period has goals twice', REPEATED]),
    ),
    ...periods.flatMap(({ number }, at) =>
      known.has(number)
        ? []
        : [
            fault(`goals.periods.${at}.number`, number, [
              'the plan has no such period',
              'Correct the number, or take the goals out.',
            ]),
          ],
    ),
    ...periods.flatMap((period, at) =>
      (['netRevenue', 'grossMargin', 'contribution'] as const).flatMap((key) =>
        repeated(
          period[key]?.entries ?? [],
          ({ kind }) => (kind === 'base' ? kind : null),
          ({ amount }, index) =>
            fault(`goals.periods.${at}.${key}.entries.${index}`, amount, ['a goal has one base', REPEATED]),
        ),
      ),
    ),
  ]
}

function checkWhiteSpace({ whiteSpace }: ImportedContent): PlanImportFault[] {
  if (!whiteSpace) return []
  const units = new Set(whiteSpace.units.map(({ id }) => id))
  const unitsAsOfferings = whiteSpace.offerings.flatMap(({ id }, at) =>
    units.has(id) ? [fault(`whiteSpace.offerings.${at}.id`, id, ['a unit has this id', REPEATED])] : [],
  )
  const offerings = new Set(whiteSpace.offerings.map(({ id }) => id))
  const twice = (axis: 'units' | 'offerings') => [
    ...repeated<{ readonly id: string; readonly name: string }>(
      whiteSpace[axis],
      ({ name }) => nameKey(name),
      ({ name }, at) =>
        fault(`whiteSpace.${axis}.${at}.name`, name, ['this name is there twice', 'Rename one of them.']),
    ),
    ...repeated<{ readonly id: string }>(
      whiteSpace[axis],
      ({ id }) => id,
      ({ id }, at) => fault(`whiteSpace.${axis}.${at}.id`, id, ['this id is there twice', REPEATED]),
    ),
  ]
  const wrong = whiteSpace.cells.flatMap(({ unitId, offeringId, potential }, at) => {
    const path = `whiteSpace.cells.${at}`
    if (!units.has(unitId))
      return [fault(`${path}.unitId`, unitId, ['the grid has no such unit', 'Take the cell out.'])]
    if (!offerings.has(offeringId))
      return [fault(`${path}.offeringId`, offeringId, ['the grid has no such offering', 'Take the cell out.'])]
    const exact = (amount: string | null) => (amount === null ? null : amountOf(amount))
    const { low, base, high } = potential
    if (isOrdered({ low: exact(low), base: exact(base), high: exact(high) })) return []
    return [fault(`${path}.potential`, potential, ['low, base and high do not rise', 'Correct the amounts.'])]
  })
  return [
    ...twice('units'),
    ...twice('offerings'),
    ...unitsAsOfferings,
    ...wrong,
    ...repeated(
      whiteSpace.cells,
      ({ unitId, offeringId }) => `${unitId}:${offeringId}`,
      ({ unitId }, at) => fault(`whiteSpace.cells.${at}`, unitId, ['the cell is there twice', REPEATED]),
    ),
  ]
}

function checkTexts({ header, texts }: ImportedContent): PlanImportFault[] {
  const known = new Set(header.sections.map(({ key }) => key))
  const all = texts?.texts ?? []
  const wrong = all.flatMap(({ sectionKey, blocks }, at) => {
    const characters = blocks.flatMap(({ runs }) => runs).reduce((sum, { text }) => sum + text.length, 0)
    return [
      ...(known.has(sectionKey)
        ? []
        : [
            fault(`texts.texts.${at}.sectionKey`, sectionKey, [
              'the plan has no such section',
              'Correct the key, or take the notes out.',
            ]),
          ]),
      ...(characters > TEXT_CHARACTERS
        ? [fault(`texts.texts.${at}.blocks`, characters, ['these notes are too long', 'Shorten them.'])]
        : []),
    ]
  })
  return [
    ...wrong,
    ...repeated(
      all,
      ({ sectionKey }) => sectionKey,
      ({ sectionKey }, at) =>
        fault(`texts.texts.${at}.sectionKey`, sectionKey, ['a section has notes twice', REPEATED]),
    ),
  ]
}
