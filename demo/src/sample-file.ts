/** What a file of the sample holds; the names an import proposes as the kind of a file. */
export type SampleFileKind =
  | 'customers'
  | 'products'
  | 'exchange_rates'
  | 'invoice_lines'
  | 'cost_rates'
  | 'activity_counts'
  | 'wallet_estimates'

/** One file of the sample company. `rows` starts from the top each time it is called and never holds all rows at once. */
export interface SampleFile {
  readonly name: string
  readonly kind: SampleFileKind
  readonly header: readonly string[]
  rows(): Iterable<string[]>
}

const CHUNK_CHARACTERS = 65_536
const NEEDS_QUOTES = /[",\r\n]/

/** The file as comma-separated text (RFC 4180: CRLF, quotes doubled, UTF-8), header first, in chunks of about 64 kB. */
export function* sampleCsv(file: SampleFile): Iterable<string> {
  let chunk = csvRecord(file.header)
  for (const row of file.rows()) {
    chunk += csvRecord(row)
    if (chunk.length < CHUNK_CHARACTERS) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

function csvRecord(fields: readonly string[]): string {
  return `${fields.map(csvField).join(',')}\r\n`
}

function csvField(field: string): string {
  return NEEDS_QUOTES.test(field) ? `"${field.replaceAll('"', '""')}"` : field
}

/** Whole cents as text with two decimals: -1205 is "-12.05". */
export function centsText(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
