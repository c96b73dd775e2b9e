import { Button } from '@mantine/core'
import { useState } from 'react'
import { toProblem } from '../kit/api/api-error.ts'
import { DateText } from '../kit/figures/date-text.tsx'
import { useVerification } from './api/audit.ts'
import { text } from './text.ts'
import classes from './workspace.module.css'

type Verification = NonNullable<ReturnType<typeof useVerification>['data']>

const MOST_SHOWN = 10

function Faults({ faults }: { faults: Verification['faults'] }) {
  return (
    <div className={classes.refusal} role="alert">
      <p>{text.broken(faults.length)}</p>
      <ul className={classes.plainList}>
        {faults.slice(0, MOST_SHOWN).map(({ kind, seal, entryId }) => (
          <li key={`${kind} ${seal} ${entryId}`}>
            {text.brokenEntry(entryId ?? text.unknownEntry, text.brokenKinds[kind])}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Result({ verification }: { verification: Verification }) {
  const { faults, lastSeal, sealed, waiting, verifiedAt } = verification
  return (
    <>
      {faults.length > 0 ? (
        <Faults faults={faults} />
      ) : (
        <p role="status">
          {text.verified(sealed)} <DateText value={verifiedAt} form="instant" />.{' '}
          {waiting > 0 ? text.verifiedWaiting(waiting) : null}
        </p>
      )}
      {lastSeal ? (
        <p className={classes.muted}>
          {text.lastSeal} <code className={classes.seal}>{`${lastSeal.number}:${lastSeal.hash}`}</code>
        </p>
      ) : null}
    </>
  )
}

/** Whether the record is as it was written; asked for with a button. */
export function AuditSeal() {
  const [isAsked, setAsked] = useState(false)
  const query = useVerification(isAsked)
  const ask = () => (isAsked ? void query.refetch() : setAsked(true))
  const isOpen = query.data === undefined && !query.error
  return (
    <div className={classes.sealing}>
      <div className={classes.sealText}>
        {isOpen ? <p className={classes.muted}>{query.isFetching ? text.verifying : text.verifyLead}</p> : null}
        {query.error ? (
          <p className={classes.refusal} role="alert">
            {toProblem(query.error).detail}
          </p>
        ) : null}
        {query.data && !query.error ? <Result verification={query.data} /> : null}
      </div>
      <Button loading={query.isFetching} onClick={ask}>
        {text.verify}
      </Button>
    </div>
  )
}
