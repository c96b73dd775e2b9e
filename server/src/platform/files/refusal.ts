/** Why a file, or one row of it, cannot be taken, with the way out for the person who sent it. */
const remedies = {
  'files/empty': 'Choose a file that has a header row and at least one row below it.',
  'files/too-large': 'Split the file into smaller ones, for example one per year.',
  'files/not-a-table': 'Save the data as .xlsx or .csv and choose that file.',
  'files/legacy-excel': 'Open it in a spreadsheet program and save it as .xlsx or .csv.',
  'files/binary-workbook': 'Open it in a spreadsheet program and save it as .xlsx or .csv.',
  'files/open-document': 'Open it in a spreadsheet program and save it as .xlsx or .csv.',
  'files/macros': 'Save it as .xlsx (without macros) or .csv; macros are never kept.',
  'files/encrypted': 'Remove the password in the spreadsheet program and save it again as .xlsx or .csv.',
  'files/archive': 'Unpack it first and choose the .xlsx or .csv file inside.',
  'files/database-file': 'Export the table as .xlsx or .csv and choose that file.',
  'files/html': 'This is a web page under another name. Export the data itself as .xlsx or .csv.',
  'files/xml': 'Save the data as .xlsx or .csv and choose that file.',
  'files/json': 'Save the data as .xlsx or .csv and choose that file.',
  'files/document': 'Save the data as .xlsx or .csv and choose that file.',
  'files/executable': 'This is a program, not data. Choose a .xlsx or .csv file.',
  'files/line-too-long': 'Check that the quotes in the file are closed and that each record ends with a line break.',
  'files/too-many-columns': 'Keep only the columns to be imported, then save the file again.',
  'files/too-many-rows': 'Split the rows over several files.',
  'files/malformed-quotes': 'Write a quote inside a cell twice, or export the file again as .xlsx.',
  'files/zip-too-large': 'The workbook unpacks to far more than its size. Save the sheet as .csv and choose that file.',
  'files/zip-entries': 'The workbook holds too many parts. Copy the data into a new workbook and save it as .xlsx.',
  'files/zip-damaged': 'The workbook is damaged. Open it in a spreadsheet program and save it again as .xlsx or .csv.',
  'files/xlsx-damaged': 'The workbook is damaged. Open it in a spreadsheet program and save it again as .xlsx or .csv.',
  'files/xml-entities':
    'The workbook declares its own entities, which no spreadsheet program does. Save it again as .xlsx.',
  'files/shared-strings-too-large': 'The workbook holds too much text to read at once. Save the sheet as .csv.',
  'files/no-sheet': 'Choose one of the sheets of the workbook.',
  'files/no-header-row': 'Choose a row within the first 200 that holds the headings, or say that there are none.',
  'files/ragged-row': 'Give the row as many cells as the header, or put quotes around cells that hold the delimiter.',
  'files/unclosed-quote': 'Close the quote, or write a quote inside a cell twice.',
  'files/nul-byte': 'Remove the NUL character from the cell.',
  'files/undecodable-character': 'Save the file as UTF-8; a character here fits no encoding.',
  'files/cell-too-long': 'Shorten the text of the cell.',
  'files/formula-without-value':
    'Open the workbook in a spreadsheet program so that the formula is calculated, and save it.',
  'files/error-cell': 'Correct the formula that gives this error, or empty the cell.',
  'files/invalid-date': 'Enter a date that exists.',
  'files/damaged-cell': 'Enter the value of this cell again and save the workbook.',
} as const

export type FileRefusalCode = keyof typeof remedies

/** Where in a file something is wrong; rows and columns count from 1. */
export interface FilePlace {
  readonly file: string
  readonly row?: number | undefined
  readonly column?: number | undefined
  readonly value?: string | undefined
}

/** A file that cannot be read as a table. The only error this folder throws on account of what a file holds. */
export class FileRefusal extends Error {
  readonly code: FileRefusalCode
  readonly file: string
  readonly row: number | null
  readonly column: number | null
  readonly value: string | null
  readonly remedy: string

  constructor(code: FileRefusalCode, place: FilePlace) {
    super(describePlace(code, place))
    this.name = 'FileRefusal'
    this.code = code
    this.file = place.file
    this.row = place.row ?? null
    this.column = place.column ?? null
    this.value = place.value === undefined ? null : excerpt(place.value)
    this.remedy = remedies[code]
  }
}

/** Something wrong with one row; the other rows can still be read. */
export interface RowProblem {
  readonly code: FileRefusalCode
  readonly column: number | null
  readonly value: string | null
}

/** The way out of a refusal or a row problem, as a sentence. */
export function remedyFor(code: FileRefusalCode): string {
  return remedies[code]
}

/** All codes, so that a test can prove that each has its text. */
export function fileRefusalCodes(): FileRefusalCode[] {
  return Object.keys(remedies) as FileRefusalCode[]
}

/** At most 200 characters of a value, for messages. */
export function excerpt(value: string): string {
  return value.length > 200 ? `${value.slice(0, 200)}…` : value
}

function describePlace(code: FileRefusalCode, place: FilePlace): string {
  const row = place.row === undefined ? '' : `, row ${place.row}`
  const column = place.column === undefined ? '' : `, column ${place.column}`
  return `${code} in ${place.file}${row}${column}`
}
