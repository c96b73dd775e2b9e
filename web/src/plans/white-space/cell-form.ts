import { amountFault, plainAmount, readAmount } from '../shared/read-amount.ts'
import { percentText, readPercent } from '../shared/read-percent.ts'
import type { CellWish } from './api/white-space-changes.ts'
import { text } from './text.ts'
import type { CellPlace, CellState, WhiteSpaceCell } from './types.ts'

/** A cell as it is typed. */
export interface CellDraft {
  readonly state: CellState
  readonly competitor: string
  readonly competitorShare: string
  readonly renewalOn: string
  readonly low: string
  readonly base: string
  readonly high: string
  readonly need: string
  readonly win: string
  readonly source: string
  readonly note: string
}

export type CellFaults = Partial<Record<keyof CellDraft, string>>

export function draftOf(cell: WhiteSpaceCell | undefined): CellDraft {
  return {
    state: cell?.state ?? 'unknown',
    competitor: cell?.competitor ?? '',
    competitorShare: percentText(cell?.competitorShare),
    renewalOn: cell?.renewalOn ?? '',
    low: plainAmount(cell?.potential.low ?? null),
    base: plainAmount(cell?.potential.base ?? null),
    high: plainAmount(cell?.potential.high ?? null),
    need: percentText(cell?.needProbability),
    win: percentText(cell?.winProbability),
    source: cell?.source ?? '',
    note: cell?.note ?? '',
  }
}

const AMOUNTS = ['low', 'base', 'high'] as const
const PERCENTS = ['competitorShare', 'need', 'win'] as const

export function faultsOf(draft: CellDraft): CellFaults {
  const faults: CellFaults = {}
  const words = text.drawer
  for (const field of AMOUNTS) {
    const fault = amountFault(draft[field])
    if (fault) faults[field] = fault
  }
  for (const field of PERCENTS) if (readPercent(draft[field]) === undefined) faults[field] = words.badShare
  if (AMOUNTS.every((field) => faults[field] === undefined) && !isInOrder(draft)) faults.base = words.badOrder
  return faults
}

function isInOrder(draft: CellDraft): boolean {
  const [low, base, high] = AMOUNTS.map((field) => readAmount(draft[field]) ?? null)
  if (base === null || base === undefined) return low === null && high === null
  const number = Number(base)
  return number >= 0 && Number(low ?? 0) >= 0 && Number(low ?? base) <= number && number <= Number(high ?? base)
}

/** What the form says that the cell did not say when it was opened: what others change meanwhile is not written over. */
export function wishOf(place: CellPlace, first: CellDraft, draft: CellDraft): Omit<CellWish, 'version'> {
  const isChanged = (...fields: readonly (keyof CellDraft)[]) => fields.some((field) => first[field] !== draft[field])
  const amount = (field: (typeof AMOUNTS)[number]) => readAmount(draft[field]) ?? null
  const percent = (field: (typeof PERCENTS)[number]) => readPercent(draft[field]) ?? null
  return {
    unitId: place.unitId,
    offeringId: place.offeringId,
    ...(isChanged('state') ? { state: draft.state } : {}),
    ...(isChanged('competitor') ? { competitor: draft.competitor.trim() || null } : {}),
    ...(isChanged('competitorShare') ? { competitorShare: percent('competitorShare') } : {}),
    ...(isChanged('renewalOn') ? { renewalOn: draft.renewalOn || null } : {}),
    ...(isChanged(...AMOUNTS) ? { potential: { low: amount('low'), base: amount('base'), high: amount('high') } } : {}),
    ...(isChanged('need') ? { needProbability: percent('need') } : {}),
    ...(isChanged('win') ? { winProbability: percent('win') } : {}),
    ...(isChanged('source') ? { source: draft.source.trim() } : {}),
    ...(isChanged('note') ? { note: draft.note.trim() } : {}),
  }
}
