import type { Ambition } from './grading.ts'
import { checkDates } from './objective.ts'
import type { NamedPeriod, ObjectiveLine, PastedKeyResult } from './objective-import-line.ts'
import { type RejectedLine, sameWords, shortened } from './pasted-sheet.ts'

/** What stands in the plan that a sheet is read for. */
export interface GroupSetting {
  readonly today: string
  readonly periods: readonly NamedPeriod[]
  readonly present: readonly PresentObjective[]
  /** Most objectives of a plan, and most key results of an objective. */
  readonly limits: { readonly objectives: number; readonly keyResults: number }
}

export interface PresentObjective {
  readonly title: string
  readonly isOpen: boolean
  readonly startsOn: string
  readonly endsOn: string
  /** Titles of its key results. */
  readonly keyResults: readonly string[]
}

/** An objective out of a sheet, with those of its key results that can be taken. */
export interface PastedObjective {
  readonly title: string
  /** It stands in the plan already; only key results are added to it. */
  readonly isPresent: boolean
  readonly kind: 'qualitative' | 'quantitative'
  readonly why: string
  readonly ownerName: string
  readonly startsOn: string
  readonly endsOn: string
  readonly ambition: Ambition
  readonly keyResults: readonly PastedKeyResult[]
  /** The lines it was read from, as they were pasted. */
  readonly lines: readonly Omit<RejectedLine, 'reasons'>[]
}

/** What a sheet says of an objective that stands in the plan already; empty where it says nothing. */
export interface SaidOfPresent {
  /** As it is called in the plan. */
  readonly title: string
  /** The first line that names it. */
  readonly line: number
  readonly ownerName: string
  readonly endsOn: string
}

/** What becomes of the lines of one objective. */
export interface GroupVerdict {
  /** Null where it does not stand in the plan. */
  readonly said: SaidOfPresent | null
  /** Null where nothing of it is taken. */
  readonly objective: PastedObjective | null
  readonly unchanged: readonly number[]
  readonly rejects: readonly RejectedLine[]
}

/** Decides about the lines that name one objective; `added` is how many new ones the sheet brought before it. */
export function judgeGroup(lines: readonly ObjectiveLine[], setting: GroupSetting, added: number): GroupVerdict {
  const title = lines[0]?.title ?? ''
  const present = setting.present.find((one) => sameWords(one.title) === sameWords(title)) ?? null
  const about = gather(lines)
  const span = { startsOn: about.startsOn ?? setting.today, endsOn: about.endsOn ?? '' }
  const unread = lines.find(({ hasDateFault }) => hasDateFault)
  const shared = present
    ? faultsOfPresent(present)
    : faultsOfNew(span, { setting, added, begins: about.startsOn, unread: unread?.line ?? null })
  const results = judgeResults(lines, present, setting.limits.keyResults)
  const faultsOf = (line: ObjectiveLine) => [
    ...line.faults,
    ...(line.hasDateFault && span.endsOn === '' ? [] : shared),
    ...(about.contradictions.get(line.line) ?? []),
    ...(results.faults.get(line.line) ?? []),
  ]
  // Without a name nothing more can be said of a line than that.
  const rejects = lines.flatMap((line) => {
    const reasons = title === '' ? line.faults : faultsOf(line)
    return reasons.length > 0 ? [{ line: line.line, content: line.content, reasons }] : []
  })
  const refused = new Set(rejects.map(({ line }) => line))
  const taken = lines.filter(({ line }) => !refused.has(line) && !results.unchanged.has(line))
  const unchanged = [...results.unchanged].filter((line) => !refused.has(line))
  const [firstGood] = lines.filter(({ line }) => !refused.has(line))
  const said =
    present && firstGood
      ? { title: present.title, line: firstGood.line, ownerName: about.owner, endsOn: about.endsOn ?? '' }
      : null
  if (taken.length === 0) return { said, objective: null, unchanged, rejects }
  const keyResults = taken.flatMap(({ result }) => result ?? [])
  const objective: PastedObjective = {
    title: present?.title ?? title,
    isPresent: present !== null,
    kind: about.kind ?? (keyResults.length > 0 ? 'quantitative' : 'qualitative'),
    why: about.why,
    ownerName: about.owner,
    ...(present ? { startsOn: present.startsOn, endsOn: present.endsOn } : span),
    ambition: about.ambition ?? ambitionOf(keyResults),
    keyResults,
    lines: taken.map(({ line, content }) => ({ line, content })),
  }
  return { said, objective, unchanged, rejects }
}

/** An objective whose every key result is a stretch is one itself. */
function ambitionOf(results: readonly PastedKeyResult[]): PastedKeyResult['ambition'] {
  return results.length > 0 && results.every(({ ambition }) => ambition === 'stretch') ? 'stretch' : 'committed'
}

const ABOUT = [
  ['kind', 'kind'],
  ['why', 'why'],
  ['owner', 'owner'],
  ['startsOn', 'beginning'],
  ['endsOn', 'due date or period'],
  ['ambition', 'ambition'],
] as const

/** What all lines together say of the objective: the first that says something counts, whoever says otherwise is wrong. */
function gather(lines: readonly ObjectiveLine[]) {
  const contradictions = new Map<number, string[]>()
  const first = <Field extends keyof ObjectiveLine['about']>(field: Field) =>
    lines.find(({ about }) => about[field] !== null && about[field] !== '')
  for (const [field, name] of ABOUT) {
    const said = first(field)
    if (!said) continue
    for (const { line, about } of lines) {
      const value = about[field]
      if (value === null || value === '' || sameWords(value) === sameWords(String(said.about[field]))) continue
      const reason = `the ${name} “${shortened(value)}” differs from line ${said.line} of the same objective`
      contradictions.set(line, [...(contradictions.get(line) ?? []), reason])
    }
  }
  return {
    contradictions,
    kind: first('kind')?.about.kind ?? null,
    why: first('why')?.about.why ?? '',
    owner: first('owner')?.about.owner ?? '',
    startsOn: first('startsOn')?.about.startsOn ?? null,
    endsOn: first('endsOn')?.about.endsOn ?? null,
    ambition: first('ambition')?.about.ambition ?? null,
  }
}

function faultsOfPresent({ isOpen }: PresentObjective): string[] {
  return isOpen ? [] : ['the objective stands in the plan and is closed or dropped; take it up again first']
}

interface NewObjectiveSetting {
  readonly setting: GroupSetting
  readonly added: number
  readonly begins: string | null
  /** Line whose date cannot be read. */
  readonly unread: number | null
}

function faultsOfNew(
  span: { readonly startsOn: string; readonly endsOn: string },
  { setting, added, begins, unread }: NewObjectiveSetting,
): string[] {
  const { objectives: limit } = setting.limits
  const full = setting.present.length + added >= limit ? [`a plan holds at most ${limit} objectives`] : []
  if (span.endsOn === '' && unread !== null)
    return [...full, `line ${unread}, which dates the objective, cannot be read`]
  if (span.endsOn === '') {
    return [...full, 'nobody can tell when the objective ends; write a due date as 2026-10-31, or a period of the plan']
  }
  const dates = checkDates(span)
  if (dates.ok) return full
  if (dates.refusal.code === 'plans/objective-too-long') return [...full, 'the objective takes more than ten years']
  return [
    ...full,
    begins === null
      ? `it is due on ${span.endsOn}, which has passed; write when it began, or another due date`
      : `it is due on ${span.endsOn}, not after its beginning on ${span.startsOn}`,
  ]
}

/** Which key results stand in the plan, stand twice, or are too many; an objective alone is said once. */
function judgeResults(lines: readonly ObjectiveLine[], present: PresentObjective | null, limit: number) {
  const standing = new Set((present?.keyResults ?? []).map(sameWords))
  const unchanged = new Set<number>()
  const faults = new Map<number, string[]>()
  const seen = new Map<string, number>()
  let count = present?.keyResults.length ?? 0
  for (const { line, result, faults: own } of lines) {
    const words = sameWords(result?.title ?? '')
    const before = seen.get(words)
    if (before !== undefined) {
      const what = result ? 'the key result' : 'the objective without a key result'
      faults.set(line, [`${what} stands in line ${before} already`])
      continue
    }
    seen.set(words, line)
    if (present && (result === null || standing.has(words))) unchanged.add(line)
    else if (result !== null && own.length === 0) {
      count += 1
      if (count > limit) faults.set(line, [`an objective holds at most ${limit} key results`])
    }
  }
  return { unchanged, faults }
}
