import { Button } from '@mantine/core'
import { useState } from 'react'
import { ConfirmDialog } from '../kit/feedback/confirm-dialog.tsx'
import { showFailure } from '../kit/feedback/undo-toast.tsx'
import { useLocale } from '../kit/format/locale.tsx'
import { formatNumber } from '../kit/format/number.ts'
import { QueryGate } from '../kit/states/query-gate.tsx'
import { useImportStep } from './api/import-changes.ts'
import { useImportKinds, useUndoPreview } from './api/import-queries.ts'
import classes from './ledger.module.css'
import { text } from './text.ts'
import type { ImportSummary, KindFields, UndoPreview } from './types.ts'

/** Why rows stay, each reason with its count. */
function keptReasons(preview: UndoPreview, write: (count: number) => string): string[] {
  const since = preview.changedSince.map(({ importNumber, personName, rows }) =>
    importNumber === null
      ? text.undo.editedBy(write(rows), personName)
      : text.undo.changedByImport(write(rows), importNumber, personName),
  )
  const named = preview.changedSince.reduce((sum, { rows }) => sum + rows, 0)
  const rest = preview.kept - named - preview.accountsInUse - preview.productsInUse
  return [
    ...since,
    ...(preview.accountsInUse > 0 ? [text.undo.accountsInUse(write(preview.accountsInUse))] : []),
    ...(preview.productsInUse > 0 ? [text.undo.productsInUse(write(preview.productsInUse))] : []),
    ...(rest > 0 ? [text.undo.otherwise(write(rest))] : []),
  ]
}

function KindRows({ preview, kinds }: { preview: UndoPreview; kinds: readonly KindFields[] }) {
  const locale = useLocale()
  if (preview.kinds.length === 0) return null
  const nameOf = (key: string) => kinds.find(({ kind }) => kind === key)?.name ?? key
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{text.file.kind}</th>
          <th scope="col" data-align="end">
            {text.undo.removed}
          </th>
          <th scope="col" data-align="end">
            {text.undo.restored}
          </th>
        </tr>
      </thead>
      <tbody>
        {preview.kinds.map(({ kind, removed, restored }) => (
          <tr key={kind}>
            <th scope="row">{nameOf(kind)}</th>
            <td data-align="end">{formatNumber(removed, { locale })}</td>
            <td data-align="end">{formatNumber(restored, { locale })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Preview({ preview, kinds }: { preview: UndoPreview; kinds: readonly KindFields[] }) {
  const locale = useLocale()
  const write = (count: number) => formatNumber(count, { locale })
  const reasons = keptReasons(preview, write)
  return (
    <section aria-label={text.undo.preview}>
      <p>{text.undo.counts(write(preview.removed), write(preview.restored), write(preview.kept))}</p>
      <KindRows preview={preview} kinds={kinds} />
      {reasons.length > 0 ? (
        <>
          <h3 className={classes.subheading}>{text.undo.stays}</h3>
          <ul className={classes.reasons}>
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  )
}

/** Counts what would happen while the question is open: nothing of it has been done. */
function UndoQuestion({ id }: { id: string }) {
  const query = useUndoPreview(id)
  const kinds = useImportKinds()
  return (
    <>
      <QueryGate query={query}>{(preview) => <Preview preview={preview} kinds={kinds.data?.kinds ?? []} />}</QueryGate>
      <p>{text.undo.after}</p>
    </>
  )
}

/** Takes an import back, after saying what goes, what comes back and what stays, in numbers. */
export function UndoButton({ summary }: { summary: Pick<ImportSummary, 'id' | 'number'> }) {
  const [isAsking, setAsking] = useState(false)
  const step = useImportStep()
  const confirm = () =>
    step.mutate(
      { id: summary.id, step: 'undo' },
      { onError: (error) => showFailure(error), onSettled: () => setAsking(false) },
    )
  return (
    <>
      <Button aria-label={text.undo.label(summary.number)} onClick={() => setAsking(true)}>
        {text.undo.button}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={text.undo.title(summary.number)}
        confirmLabel={text.undo.confirm}
        tone="danger"
        isBusy={step.isPending}
        onConfirm={confirm}
        onCancel={() => setAsking(false)}
      >
        {isAsking ? <UndoQuestion id={summary.id} /> : null}
      </ConfirmDialog>
    </>
  )
}
