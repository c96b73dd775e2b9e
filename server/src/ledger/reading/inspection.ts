import type { ColumnProposal, DateFormat, DecimalFormat, ImportKindKey } from '@mainstay/domain/ledger'

export type DecimalChoice = 'point' | 'comma'
export type DateChoice = 'iso' | 'day_first' | 'month_first' | 'compact' | 'day_name' | 'name_day'

/** How a person says that a text file is to be read; null leaves it to what is found in the file. */
export interface ReadingChoice {
  readonly encoding: string | null
  readonly delimiter: string | null
  /** "none": quotes are part of the cells. */
  readonly quote: string | null
  /** 0: the file has no headings. */
  readonly headerRow: number | null
}

export const nothingChosen: ReadingChoice = { encoding: null, delimiter: null, quote: null, headerRow: null }

/** Whether a person has said anything about how a file is to be read. */
export function isChosen(reading: ReadingChoice | undefined): reading is ReadingChoice {
  return reading !== undefined && Object.values(reading).some((value) => value !== null)
}

export type ColumnTarget =
  | { readonly kind: 'field'; readonly field: string }
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'ignore' }

/** What each column of a file means, as proposed or as a person has corrected it. */
export interface StoredMapping {
  readonly columns: readonly { readonly column: number; readonly target: ColumnTarget }[]
  readonly decimalFormat: DecimalChoice | null
  readonly dateFormat: DateChoice | null
  /** Missing where it was kept before this could be chosen. */
  readonly reading?: ReadingChoice
}

/** Mappings by the header of the file they were made for. */
export type RememberedMappings = Readonly<
  Record<string, { readonly kind: ImportKindKey; readonly mapping: StoredMapping }>
>

/** How the cells of one column may be read; more than one format means that nobody has decided yet. */
export interface ColumnReading {
  readonly decimal: readonly DecimalFormat[]
  readonly date: readonly DateFormat[]
}

export interface InspectedColumn {
  readonly position: number
  readonly header: string
  readonly samples: readonly string[]
  readonly target: ColumnTarget
  readonly confidence: number
  readonly reason: ColumnProposal['why'] | 'chosen'
  /** A currency the header names, such as USD in "net_amount_usd". */
  readonly currency: string | null
  readonly reading: ColumnReading
}

export interface FileQuestion {
  readonly code: string
  readonly message: string
}

/** All that is known about a file before it is imported. */
export interface FileInspection {
  readonly format: string
  readonly encoding: string
  readonly delimiter: string | null
  readonly quote: string | null
  readonly sheet: string | null
  readonly sheets: readonly string[]
  readonly headerRow: number
  readonly headerHash: string
  /** The same of the header as it is found without anybody's choice: by it the choice is remembered. */
  readonly foundHash?: string
  readonly reading?: ReadingChoice
  readonly isReadingRemembered?: boolean
  readonly decimalFormat?: DecimalChoice | null
  readonly dateFormat?: DateChoice | null
  readonly kind: ImportKindKey | null
  readonly kindConfidence: number | null
  readonly isRemembered: boolean
  readonly columns: readonly InspectedColumn[]
  readonly questions: readonly FileQuestion[]
  readonly missing: readonly string[]
  readonly preview: readonly (readonly string[])[]
}

/** What to look for; whatever is given wins over what is proposed. */
export interface InspectionRequest {
  readonly path: string
  readonly name: string
  readonly byteLimit: number
  readonly sheet: string | null
  readonly kind: ImportKindKey | null
  readonly mapping: StoredMapping | null
  /** Null: nobody has said anything, so that what was said of an earlier file of this form holds. */
  readonly reading: ReadingChoice | null
  readonly reportingCurrency: string
  readonly remembered: RememberedMappings
}
