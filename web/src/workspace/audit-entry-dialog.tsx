import { Button, Modal } from '@mantine/core'
import { DateText } from '../kit/figures/date-text.tsx'
import { AppLink } from '../kit/routing/app-link.tsx'
import { paths } from '../paths.ts'
import type { AuditEntry } from './api/audit.ts'
import { factsOfEntry, subjectInWords } from './audit-words.ts'
import { DENIED, denialOf } from './denial.ts'
import { differenceOf } from './difference.ts'
import { EntryWords } from './entry-words.tsx'
import { text } from './text.ts'
import classes from './workspace.module.css'

function Denied({ entry }: { entry: AuditEntry }) {
  const { asked, permission, code, subject } = denialOf(entry)
  return (
    <>
      <p className={classes.note}>{text.deniedLead}</p>
      <dl className={classes.facts}>
        <dt>{text.deniedRoute}</dt>
        <dd>{asked}</dd>
        <dt>{text.deniedPermission}</dt>
        <dd>{permission ?? <span className={classes.muted}>{text.deniedNone}</span>}</dd>
        <dt>{text.deniedCode}</dt>
        <dd>{code}</dd>
        {subject ? (
          <>
            <dt>{text.deniedSubject}</dt>
            <dd>{subject}</dd>
          </>
        ) : null}
      </dl>
    </>
  )
}

function Differences({ entry }: { entry: AuditEntry }) {
  const { before: was, after: is } = factsOfEntry(entry)
  const differences = differenceOf(was, is)
  if (differences.length === 0) return <p className={classes.note}>{text.unchanged}</p>
  return (
    <>
      {was === null ? <p className={classes.muted}>{text.created1}</p> : null}
      {is === null ? <p className={classes.muted}>{text.removed}</p> : null}
      <table className={classes.compare}>
        <thead>
          <tr>
            <th scope="col">{text.conflictField}</th>
            <th scope="col">{text.before}</th>
            <th scope="col">{text.after}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ name, before, after }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{before ?? <span className={classes.muted}>{text.noValue}</span>}</td>
              <td>{after ?? <span className={classes.muted}>{text.noValue}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

export interface AuditEntryDialogProps {
  readonly entry: AuditEntry
  readonly onOnlyThis: () => void
  readonly onClose: () => void
}

/** One change in full: who, when, on what, and every value before and after. */
export function AuditEntryDialog({ entry, onOnlyThis, onClose }: AuditEntryDialogProps) {
  const subject = `${subjectInWords(entry.subjectType)} ${entry.subjectId}`
  return (
    <Modal
      opened
      onClose={onClose}
      title={<EntryWords entry={entry} />}
      size="lg"
      closeButtonProps={{ 'aria-label': text.close }}
    >
      <div className={classes.form}>
        <dl className={classes.facts}>
          <dt>{text.who}</dt>
          <dd>{[entry.actorName, text.actorKinds[entry.actorKind]].filter(Boolean).join(', ')}</dd>
          <dt>{text.when}</dt>
          <dd>
            <DateText value={entry.at} form="instant" />
          </dd>
          <dt>{text.subject}</dt>
          <dd>{entry.accountId ? <AppLink href={paths.account(entry.accountId)}>{subject}</AppLink> : subject}</dd>
        </dl>
        {entry.action === DENIED ? <Denied entry={entry} /> : <Differences entry={entry} />}
        {entry.requestId ? <p className={classes.muted}>{text.request(entry.requestId)}</p> : null}
        <div className={classes.buttons}>
          <Button onClick={onOnlyThis}>{text.onlyThis}</Button>
        </div>
      </div>
    </Modal>
  )
}
