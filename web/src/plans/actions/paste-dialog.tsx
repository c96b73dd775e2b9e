import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { SheetDialog } from '../sheets/sheet-dialog.tsx'
import classes from '../sheets/sheets.module.css'
import { text as sheetText } from '../sheets/text.ts'
import { useImportActions, usePreviewImport } from './api/action-changes.ts'
import { text } from './text.ts'
import type { ImportPreview } from './types.ts'

const words = text.paste

export interface PasteDialogProps {
  readonly planId: string
  readonly onClose: () => void
}

/** Actions out of a spreadsheet. */
export function PasteDialog({ planId, onClose }: PasteDialogProps) {
  const locale = useLocale()
  const preview = usePreviewImport(planId)
  const take = useImportActions(planId)
  const write = (count: number) => formatNumber(count, { locale })
  return (
    <SheetDialog
      title={words.title}
      lead={words.lead}
      rejectsName={words.file}
      preview={preview}
      take={{
        ...take,
        mutate: (pasted) =>
          take.mutate(pasted, {
            onSuccess: ({ created }) => {
              showNotice(words.done(write(created)))
              onClose()
            },
          }),
      }}
      takeLabel={({ actions }) => (actions.length === 0 ? null : words.take(write(actions.length)))}
      onClose={onClose}
    >
      {({ actions }) => <FoundActions actions={actions} />}
    </SheetDialog>
  )
}

function FoundActions({ actions }: Pick<ImportPreview, 'actions'>) {
  const locale = useLocale()
  return (
    <ul className={classes.lines} aria-label={sheetText.preview}>
      {actions.map((action) => (
        <li key={action.line}>
          {action.title}
          <span className={classes.muted}>
            {[
              text.states[action.state],
              action.ownerName || text.nobody,
              action.dueOn === null ? text.defects.no_due_date : formatDate(action.dueOn, locale),
            ].join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  )
}
