import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { SheetDialog } from '../sheets/sheet-dialog.tsx'
import classes from '../sheets/sheets.module.css'
import { text as sheetText } from '../sheets/text.ts'
import { useImportObjectives, usePreviewObjectives } from './api/import-objectives.ts'
import { writeResultValue } from './result-value.ts'
import { text } from './text.ts'
import type { ObjectiveImportPreview } from './types.ts'

const words = text.import

export interface ImportDialogProps {
  readonly planId: string
  readonly onClose: () => void
}

/** Objectives with their key results out of a spreadsheet. */
export function ImportDialog({ planId, onClose }: ImportDialogProps) {
  const preview = usePreviewObjectives(planId)
  const take = useImportObjectives(planId)
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
            onSuccess: (made) => {
              showNotice(words.done(made.objectives, made.keyResults))
              onClose()
            },
          }),
      }}
      takeLabel={({ objectives }) => labelOf(objectives)}
      onClose={onClose}
    >
      {({ objectives }) => <FoundObjectives objectives={objectives} />}
    </SheetDialog>
  )
}

type Found = ObjectiveImportPreview['objectives']

function labelOf(objectives: Found): string | null {
  if (objectives.length === 0) return null
  const made = objectives.filter(({ isPresent }) => !isPresent).length
  return words.take(made, objectives.flatMap(({ keyResults }) => keyResults).length)
}

function FoundObjectives({ objectives }: { readonly objectives: Found }) {
  const locale = useLocale()
  return (
    <ul className={classes.lines} aria-label={sheetText.preview}>
      {objectives.map((objective) => (
        <li key={objective.title}>
          {objective.title}
          <span className={classes.muted}>
            {objective.isPresent
              ? words.present
              : [
                  objective.ownerName || text.noOwner,
                  text.until(formatDate(objective.startsOn, locale), formatDate(objective.endsOn, locale)),
                  text.ambitions[objective.ambition],
                ].join(' · ')}
          </span>
          <ul className={classes.inner}>
            {objective.keyResults.map((result) => {
              const write = (value: string) => writeResultValue({ format: 'number', unit: result.unit }, value, locale)
              const way = words.way(write(result.start), write(result.target))
              return (
                <li key={result.line}>
                  {[
                    `${result.title}: ${way}`,
                    ...(result.ambition === 'stretch' ? [text.ambitions.stretch] : []),
                    ...(result.current === null ? [] : [words.current(write(result.current))]),
                  ].join(' · ')}
                </li>
              )
            })}
          </ul>
        </li>
      ))}
    </ul>
  )
}
