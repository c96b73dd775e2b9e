import { formatAmount, MONEY_DECIMALS, parseAmount } from '@mainstay/domain/kernel'
import { checkDates, directionOfResult, FED_SOURCES, readTypedAmount } from '@mainstay/domain/plans'
import { amountFault, plainAmount, readAmount } from '../shared/read-amount.ts'
import { text } from './text.ts'
import {
  type KeyResult,
  type KeyResultMeasure,
  type NewObjectiveOwner,
  type PlanObjective,
  shownFigures,
} from './types.ts'

export type FedMeasure = Extract<KeyResultMeasure, { kind: 'fed' }>
export type Source = 'typed' | FedMeasure['source']
export type Faults = Readonly<Record<string, string>>

/** A key result while it is being written: everything as typed. */
export interface KeyResultDraft {
  readonly key: string
  readonly title: string
  readonly kind: KeyResult['kind']
  readonly direction: KeyResult['direction']
  readonly ambition: KeyResult['ambition']
  readonly weight: string
  readonly unit: string
  readonly start: string
  readonly target: string
  readonly source: Source
  readonly productLine: string
  readonly window: FedMeasure['window']
}

export interface ObjectiveDraft {
  readonly title: string
  readonly why: string
  readonly kind: PlanObjective['kind']
  readonly ambition: PlanObjective['ambition']
  readonly startsOn: string
  readonly endsOn: string
  readonly ownerKind: 'nobody' | NewObjectiveOwner['kind']
  readonly personId: string
  readonly ownerName: string
  readonly ownerFunction: string
}

export function emptyKeyResult(): KeyResultDraft {
  return {
    key: crypto.randomUUID(),
    title: '',
    kind: 'measured',
    direction: 'up',
    ambition: 'committed',
    weight: '1',
    unit: '',
    start: '',
    target: '',
    source: 'typed',
    productLine: '',
    window: 'period_to_date',
  }
}

export function draftOfObjective(objective: PlanObjective): ObjectiveDraft {
  const { title, why, kind, ambition, startsOn, endsOn, owner } = objective
  return {
    title,
    why,
    kind,
    ambition,
    startsOn,
    endsOn,
    ownerKind: owner?.kind ?? 'nobody',
    personId: owner?.personId ?? '',
    ownerName: owner?.kind === 'member' ? '' : (owner?.name ?? ''),
    ownerFunction: owner?.function ?? '',
  }
}

export function draftOfKeyResult(result: KeyResult): KeyResultDraft {
  const { measure, format } = result
  const figures = shownFigures(result)
  const write = (value: string | undefined) =>
    format === 'share' ? shareToPercent(value ?? '') : plainAmount(value ?? '')
  const { title, kind, direction, ambition, unit } = result
  return {
    key: result.id,
    title,
    kind,
    direction,
    ambition,
    weight: plainAmount(String(result.weight)),
    unit,
    start: write(figures?.start),
    target: write(figures?.target),
    source: measure.kind === 'fed' ? measure.source : 'typed',
    productLine: measure.kind === 'fed' ? (measure.productLine ?? '') : '',
    window: measure.kind === 'fed' ? measure.window : 'period_to_date',
  }
}

export function isShare(source: Source): boolean {
  return source !== 'typed' && FED_SOURCES[source].format === 'share'
}

/** A typed number as the server takes it; as people write an amount, such as 520k. Null of none, and of what could be two. */
export function plainNumber(typed: string): string | null {
  return readAmount(typed) ?? null
}

/** Why what is typed is no number, in words that say how to write it. */
export function numberFault(typed: string): string {
  return readTypedAmount(typed).kind === 'ambiguous' ? (amountFault(typed) ?? '') : text.reading.writeNumber
}

const HUNDRED = 100n

function trimNoughts(value: string): string {
  return value.includes('.') ? value.replace(/\.?0+$/, '') : value
}

/** 25 percent is 0.25, exactly. */
export function percentToShare(typed: string): string | null {
  const amount = parseAmount(plainNumber(typed) ?? '')
  return amount === null ? null : trimNoughts(formatAmount(amount / HUNDRED, MONEY_DECIMALS))
}

export function shareToPercent(share: string): string {
  const amount = parseAmount(share)
  return amount === null ? '' : plainAmount(formatAmount(amount * HUNDRED, MONEY_DECIMALS))
}

/** A typed start or target as the server takes it; null where it is no number. */
export function writtenValue(draft: Pick<KeyResultDraft, 'source'>, typed: string): string | null {
  return isShare(draft.source) ? percentToShare(typed) : plainNumber(typed)
}

function measureOf(draft: KeyResultDraft): KeyResultMeasure {
  const { source, window } = draft
  if (source === 'typed') return { kind: 'typed' }
  const productLine = FED_SOURCES[source].byProductLine && draft.productLine !== '' ? draft.productLine : null
  return { kind: 'fed', source, productLine, window: isShare(source) ? 'last_12_months' : window }
}

function sentenceOf(code: keyof typeof text.faults): string {
  return text.faults[code]
}

/** What is wrong with a key result as typed, by field; the same rules as on the server. */
export function faultsOfKeyResult(draft: KeyResultDraft, path = ''): Faults {
  const start = writtenValue(draft, draft.start)
  const target = writtenValue(draft, draft.target)
  const weight = Number(plainNumber(draft.weight) ?? Number.NaN)
  const faults: Record<string, string> = {
    ...(draft.title.trim() === '' ? { [`${path}title`]: text.faults.title } : {}),
    ...(start === null ? { [`${path}start`]: numberFault(draft.start) } : {}),
    ...(target === null ? { [`${path}target`]: numberFault(draft.target) } : {}),
    ...(weight > 0 && weight <= 1_000 ? {} : { [`${path}weight`]: text.faults.weight }),
  }
  if (start === null || target === null) return faults
  const startAmount = parseAmount(start) ?? 0n
  const targetAmount = parseAmount(target) ?? 0n
  const checked = directionOfResult({
    kind: draft.kind,
    direction: startAmount === targetAmount ? draft.direction : null,
    start: startAmount,
    target: targetAmount,
    fed: fedOf(measureOf(draft)),
  })
  if (!checked.ok) faults[`${path}target`] = sentenceOf(checked.refusal.code)
  return faults
}

function fedOf(measure: KeyResultMeasure) {
  if (measure.kind === 'typed') return null
  return { source: measure.source, productLine: measure.productLine ?? null, window: measure.window }
}

/** A key result as the server takes it; only for drafts without faults. */
export function keyResultOf(draft: KeyResultDraft) {
  const start = writtenValue(draft, draft.start) ?? ''
  const target = writtenValue(draft, draft.target) ?? ''
  return {
    title: draft.title.trim(),
    kind: draft.kind,
    direction: parseAmount(start) === parseAmount(target) ? draft.direction : null,
    ambition: draft.ambition,
    weight: Number(plainNumber(draft.weight)),
    unit: draft.source === 'typed' ? draft.unit.trim() : '',
    start,
    target,
    measure: measureOf(draft),
  }
}

export function faultsOfObjective(draft: ObjectiveDraft): Faults {
  const { startsOn, endsOn, ownerKind } = draft
  const dates = startsOn !== '' && endsOn !== '' ? checkDates({ startsOn, endsOn }) : null
  const isNamed = ownerKind === 'colleague' || ownerKind === 'customer'
  return {
    ...(draft.title.trim() === '' ? { title: text.faults.title } : {}),
    ...(startsOn === '' ? { startsOn: text.reading.chooseDay } : {}),
    ...(endsOn === '' ? { endsOn: text.reading.chooseDay } : {}),
    ...(dates && !dates.ok ? { endsOn: sentenceOf(dates.refusal.code) } : {}),
    ...(ownerKind === 'member' && draft.personId === '' ? { owner: text.faults.member } : {}),
    ...(isNamed && draft.ownerName.trim() === '' ? { owner: text.faults.ownerName } : {}),
  }
}

function ownerOf(draft: ObjectiveDraft): NewObjectiveOwner | null {
  if (draft.ownerKind === 'nobody') return null
  if (draft.ownerKind === 'member') return { kind: 'member', personId: draft.personId }
  return { kind: draft.ownerKind, name: draft.ownerName.trim(), function: draft.ownerFunction.trim() }
}

/** An objective as the server takes it; only for drafts without faults. */
export function objectiveOf(draft: ObjectiveDraft) {
  const { kind, ambition, startsOn, endsOn } = draft
  return { title: draft.title.trim(), why: draft.why.trim(), kind, ambition, owner: ownerOf(draft), startsOn, endsOn }
}
