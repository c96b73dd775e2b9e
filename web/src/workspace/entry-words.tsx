import { formatInstant } from '../kit/format/date.ts'
import { useLocale } from '../kit/format/locale.tsx'
import type { AuditEntry } from './api/audit.ts'
import { entryInWords } from './audit-words.ts'

/** What an entry of the audit tells, with days as the reader writes them. */
export function EntryWords({ entry }: { entry: AuditEntry }) {
  const locale = useLocale()
  return <>{entryInWords(entry, (at) => formatInstant(at, locale))}</>
}
