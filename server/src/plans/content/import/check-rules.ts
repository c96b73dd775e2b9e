import type { PlanImportFault } from '@mainstay/contract/plans-exports'
import { monthOfDate } from '@mainstay/domain/kernel'
import {
  checkClaim,
  checkDates,
  checkPlanPerson,
  directionOfResult,
  LONGEST_HORIZON_MONTHS,
  readFieldValue,
  templateFaults,
} from '@mainstay/domain/plans'
import { amountOf } from '../../../economics/index.ts'
import { statusOf } from '../../../platform/http/status.ts'
import { checkBuying } from './check-buying.ts'
import { excerpt } from './excerpt.ts'
import type { ImportedContent } from './file-shape.ts'

/** What the routes of a plan refuse as well: a file is no way past the rules. */
export function checkRules(content: ImportedContent, today: string): PlanImportFault[] {
  return [
    ...sectionFaults(content),
    ...periodFaults(content),
    ...fieldFaults(content),
    ...sourceFaults(content, today),
    ...personFaults(content),
    ...objectiveFaults(content),
    ...resultFaults(content),
    ...futureFaults(content, today),
    ...checkBuying(content, today),
  ]
}

function broken(path: string, value: unknown, code: string): PlanImportFault {
  const message = statusOf(code)?.sentence ?? code
  return { path: `content.${path}`, value: excerpt(value), message, wayOut: 'Correct the value in the file.' }
}

function sectionFaults({ header }: ImportedContent): PlanImportFault[] {
  // Keys that come twice are told with the sections themselves.
  return templateFaults(header.sections)
    .filter(({ code }) => code !== 'plans/section-key-twice')
    .map(({ path, code }) => broken(`header.${path}`, code, code))
}

function periodFaults({ header }: ImportedContent): PlanImportFault[] {
  return header.periods.flatMap(({ startsOn, endsOn }, at) =>
    monthOfDate(endsOn) - monthOfDate(startsOn) < LONGEST_HORIZON_MONTHS
      ? []
      : [broken(`header.periods.${at}.endsOn`, endsOn, 'plans/horizon')],
  )
}

function fieldFaults({ header, statements }: ImportedContent): PlanImportFault[] {
  const sections = new Map(header.sections.map((section) => [section.key, section]))
  // A value counts by its field, in whichever list of the file it stands.
  return (statements?.sections ?? []).flatMap((section, at) =>
    (['values', 'statements'] as const).flatMap((list) =>
      section[list].flatMap(({ sectionKey, fieldKey, content }, index) => {
        const field = sections.get(sectionKey)?.fields.find(({ key }) => key === fieldKey)
        const read = field && readFieldValue(field, content)
        if (!read || read.ok) return []
        return [broken(`statements.sections.${at}.${list}.${index}.content`, content, read.refusal.code)]
      }),
    ),
  )
}

/** What is confirmed says where it is from. */
function sourceFaults({ statements }: ImportedContent, today: string): PlanImportFault[] {
  return (statements?.sections ?? []).flatMap((section, at) =>
    (['values', 'statements'] as const).flatMap((list) =>
      section[list].flatMap(({ isConfirmed, source }, index) => {
        const checked = checkClaim({ asOf: today, isConfirmed, source }, today)
        if (checked.ok) return []
        return [broken(`statements.sections.${at}.${list}.${index}.source`, source, checked.refusal.code)]
      }),
    ),
  )
}

/** What is said to be known is of today or earlier; a fact of a day to come would stay fresh for ever. */
function futureFaults({ statements, swot, objectives }: ImportedContent, today: string): PlanImportFault[] {
  const isToCome = (day: string | null) =>
    day !== null && !checkClaim({ asOf: day, isConfirmed: false, source: '' }, today).ok
  const late = (path: string, day: string | null, code: string) => (isToCome(day) ? [broken(path, day, code)] : [])
  return [
    ...(statements?.sections ?? []).flatMap((section, at) =>
      (['values', 'statements'] as const).flatMap((list) =>
        section[list].flatMap(({ asOf }, index) =>
          late(`statements.sections.${at}.${list}.${index}.asOf`, asOf, 'plans/statement-in-future'),
        ),
      ),
    ),
    ...(swot?.items ?? []).flatMap(({ evidenceOn }, at) =>
      late(`swot.items.${at}.evidenceOn`, evidenceOn, 'plans/evidence-in-future'),
    ),
    ...(objectives?.objectives ?? []).flatMap(({ keyResults }, at) =>
      keyResults.flatMap(({ figures, marginFigures }, index) =>
        (figures ?? marginFigures ?? { readings: [] }).readings
          .filter(({ id }) => id !== null)
          .flatMap(({ on }) =>
            late(`objectives.objectives.${at}.keyResults.${index}.readings`, on, 'plans/reading-in-future'),
          ),
      ),
    ),
  ]
}

function personFaults({ team }: ImportedContent): PlanImportFault[] {
  const seen = new Set<string>()
  return (team?.people ?? []).flatMap((person, at) => {
    const path = `team.people.${at}`
    // Whoever is no member here is kept by name and belongs to no inner team.
    const checked = checkPlanPerson({ ...person, isInner: person.isInner && person.personId !== null })
    if (!checked.ok) return [broken(path, person.name, checked.refusal.code)]
    if (person.personId === null || !seen.has(person.personId)) {
      if (person.personId !== null) seen.add(person.personId)
      return []
    }
    return [broken(path, person.name, 'plans/person-on-team')]
  })
}

function objectiveFaults({ objectives }: ImportedContent): PlanImportFault[] {
  return (objectives?.objectives ?? []).flatMap((objective, at) => {
    const checked = checkDates(objective)
    // One that ends before it begins is told with the objective itself.
    if (checked.ok || checked.refusal.code !== 'plans/objective-too-long') return []
    return [broken(`objectives.objectives.${at}.endsOn`, objective.endsOn, checked.refusal.code)]
  })
}

const RESULT_FIELDS = {
  'plans/target-equals-start': 'figures.target',
  'plans/direction-needed': 'direction',
  'plans/direction-contradicts': 'direction',
  'plans/source-has-no-product-lines': 'measure',
  'plans/share-needs-a-year': 'measure',
  'plans/share-out-of-range': 'figures.target',
} as const

function resultFaults({ objectives }: ImportedContent): PlanImportFault[] {
  return (objectives?.objectives ?? []).flatMap(({ keyResults }, at) =>
    keyResults.flatMap(({ kind, direction, measure, figures, marginFigures }, index) => {
      const held = figures ?? marginFigures
      if (!held) return []
      const start = amountOf(held.start)
      const target = amountOf(held.target)
      const fed = measure.kind === 'fed' ? measure : null
      const checked = directionOfResult({ kind, direction, start, target, fed })
      if (checked.ok) return []
      const { code } = checked.refusal
      return [broken(`objectives.objectives.${at}.keyResults.${index}.${RESULT_FIELDS[code]}`, held.target, code)]
    }),
  )
}
