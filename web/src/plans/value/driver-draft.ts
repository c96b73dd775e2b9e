import { percentText, readPercent } from '../shared/read-percent.ts'
import { text } from './text.ts'
import type { DriverKind, Evidence, ValueDriver } from './types.ts'
import { faultsOfYears, fitYears, type YearDraft, yearsContentOf, yearsDraftOf } from './years-draft.ts'

const words = text.driverDialog

/** A driver as it is typed. */
export interface DriverDraft {
  readonly kind: DriverKind
  readonly name: string
  readonly method: string
  readonly baseline: string
  readonly source: string
  readonly evidence: Evidence
  readonly ownerId: string | null
  /** The name of the owner, for those who have left the team meanwhile. */
  readonly ownerName: string
  readonly probability: string
  readonly attribution: string
  readonly years: readonly YearDraft[]
}

/** A driver as it is sent. */
export interface DriverContent {
  readonly kind: DriverKind
  readonly name: string
  readonly method: string
  readonly baseline: string
  readonly source: string
  readonly evidence: Evidence
  readonly ownerId: string | null
  readonly probability: number
  readonly attribution: number
  readonly years: ReturnType<typeof yearsContentOf>
}

export const DRIVER_FIELDS: readonly (keyof DriverContent)[] = [
  'kind',
  'name',
  'method',
  'baseline',
  'source',
  'evidence',
  'ownerId',
  'probability',
  'attribution',
  'years',
]

export function newDriver(kind: DriverKind, caseYears: number): DriverDraft {
  return {
    kind,
    name: '',
    method: '',
    baseline: '',
    source: '',
    evidence: 'claimed',
    ownerId: null,
    ownerName: '',
    probability: '100',
    attribution: '100',
    years: fitYears([], caseYears),
  }
}

export function driverDraftOf(driver: ValueDriver): DriverDraft {
  const { kind, name, method, baseline, source, evidence, owner } = driver
  return {
    ...{ kind, name, method, baseline, source, evidence },
    ownerId: owner?.id ?? null,
    ownerName: owner?.name ?? '',
    probability: percentText(driver.probability),
    attribution: percentText(driver.attribution),
    years: yearsDraftOf(driver.years),
  }
}

export function driverContentOf(draft: DriverDraft): DriverContent {
  const { kind, evidence, ownerId } = draft
  return {
    ...{ kind, evidence, ownerId },
    name: draft.name.trim(),
    method: draft.method.trim(),
    baseline: draft.baseline.trim(),
    source: draft.source.trim(),
    // A cost is paid in any case.
    probability: kind === 'cost' ? 1 : (readPercent(draft.probability) ?? 1),
    attribution: readPercent(draft.attribution) ?? 1,
    years: yearsContentOf(draft.years),
  }
}

export function faultsOfDriver(draft: DriverDraft): Readonly<Record<string, string>> {
  const isShare = (written: string) => typeof readPercent(written) === 'number'
  return {
    ...(draft.name.trim() === '' ? { name: words.noName } : {}),
    ...(draft.kind === 'cost' || isShare(draft.probability) ? {} : { probability: words.badShare }),
    ...(isShare(draft.attribution) ? {} : { attribution: words.badShare }),
    ...faultsOfYears(draft.years),
  }
}

/** A field as people read it. */
export function driverFieldWords(draft: DriverDraft, field: keyof DriverContent): string {
  switch (field) {
    case 'kind':
      return text.kindOne[draft.kind]
    case 'evidence':
      return text.evidence[draft.evidence]
    case 'ownerId':
      return draft.ownerName
    case 'probability':
    case 'attribution':
      return text.percent(draft[field])
    case 'years':
      return draft.years
        .map(({ low, base, high }, year) => text.yearInShort(year, base || '0', [low, high].filter(Boolean)))
        .join('\n')
    default:
      return draft[field]
  }
}
