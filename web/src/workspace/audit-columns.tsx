import { DateText } from '../kit/figures/date-text.tsx'
import type { DataColumn } from '../kit/table/columns.ts'
import type { AuditEntry } from './api/audit.ts'
import { factsOfEntry, subjectInWords } from './audit-words.ts'
import { DENIED, denialOf } from './denial.ts'
import { differenceOf } from './difference.ts'
import { EntryWords } from './entry-words.tsx'
import { text } from './text.ts'
import classes from './workspace.module.css'

function deniedInWords(entry: AuditEntry): string {
  const { asked, permission, code, subject } = denialOf(entry)
  const why = permission === null ? code : `${text.deniedPermission}: ${permission}`
  return [asked, subject, why].filter(Boolean).join('; ')
}

function changedInWords(entry: AuditEntry): string {
  if (entry.action === DENIED) return deniedInWords(entry)
  const facts = factsOfEntry(entry)
  return differenceOf(facts.before, facts.after)
    .map(({ name, before, after }) => {
      // What is new or gone as a whole needs no "nothing" at every value.
      if (facts.before === null) return `${name}: ${after}`
      return `${name}: ${before ?? text.noValue} → ${after ?? text.noValue}`
    })
    .join('; ')
}

/** What an undo took back is longer than the column; the entry itself says it whole. */
function WhatCell(entry: AuditEntry) {
  return (
    <span className={classes.what}>
      <EntryWords entry={entry} />
    </span>
  )
}

/** The columns of the audit. */
export const auditColumns: readonly DataColumn<AuditEntry>[] = [
  { id: 'what', header: text.what, width: 280, cell: WhatCell },
  {
    id: 'when',
    header: text.when,
    width: 170,
    isOnCard: true,
    cell: (entry) => <DateText value={entry.at} form="instant" />,
  },
  { id: 'who', header: text.who, width: 170, isOnCard: true, cell: (entry) => entry.actorName },
  {
    id: 'subject',
    header: text.subject,
    width: 190,
    isOnCard: true,
    cell: (entry) => (
      <>
        {subjectInWords(entry.subjectType)} <span className={classes.muted}>{entry.subjectId}</span>
      </>
    ),
  },
  {
    id: 'changed',
    header: text.changed,
    width: 180,
    grow: 1,
    cell: (entry) => <span className={classes.muted}>{changedInWords(entry)}</span>,
  },
]
