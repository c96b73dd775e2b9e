import { Menu } from '@mantine/core'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import { useState } from 'react'
import { showFailure, showUndo } from '../../kit/feedback/undo-toast.tsx'
import { Tag } from '../../kit/figures/badges.tsx'
import { Hint } from '../../kit/figures/hint.tsx'
import { Sparkline } from '../../kit/figures/sparkline.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { CommentsButton } from '../comments/comments-button.tsx'
import { tellAfter } from '../shared/tell-after.ts'
import { useRemoval } from './api/objective-changes.ts'
import { GradeBar, HiddenValue, PaceTag } from './grade-bar.tsx'
import { EditKeyResultDialog } from './key-result-dialog.tsx'
import type { Span } from './key-result-fields.tsx'
import classes from './objectives.module.css'
import { QuickReading } from './quick-reading.tsx'
import { ReadingsDialog } from './readings-dialog.tsx'
import { writeResultValue } from './result-value.ts'
import { text } from './text.ts'
import { type KeyResult, type KeyResultFigures, shownFigures } from './types.ts'

const words = text.keyResult
const BARS = 18

export interface KeyResultRowProps {
  readonly planId: string
  readonly result: KeyResult
  readonly span: Span
  readonly today: string
  /** May change it now: the right to, and its objective is open. */
  readonly mayWrite: boolean
}

/** One key result: where it goes, where it is, how it came there, and a line to enter the next value. */
export function KeyResultRow({ planId, result, span, today, mayWrite }: KeyResultRowProps) {
  const figures = shownFigures(result)
  const [shown, setShown] = useState<'readings' | 'edit' | null>(null)
  const isTyped = result.measure.kind === 'typed'
  // What one may not see one does not change either.
  const mayChange = mayWrite && figures !== null
  return (
    <li className={classes.result}>
      <div>
        <div className={classes.resultTitle}>{result.title}</div>
        <div className={classes.meta}>
          {figures ? <Way result={result} figures={figures} /> : <HiddenValue />}
          <SourceNote result={result} />
          {result.ambition === 'stretch' ? (
            <Tag title={text.ambitionNotes.stretch}>{text.ambitions.stretch}</Tag>
          ) : null}
          <Weight weight={result.weight} />
        </div>
      </div>
      <div>{figures ? <Standing figures={figures} /> : null}</div>
      <div className={classes.resultValue}>
        {figures ? <Latest result={result} figures={figures} onOpen={() => setShown('readings')} /> : null}
        {mayChange && isTyped ? <QuickReading planId={planId} result={result} today={today} /> : null}
      </div>
      <div className={classes.deeds}>
        <CommentsButton planId={planId} subjectKind="key_result" subjectId={result.id} title={result.title} />
        {mayChange ? <RowMenu planId={planId} result={result} onEdit={() => setShown('edit')} /> : null}
      </div>
      {shown === 'readings' ? (
        <ReadingsDialog
          planId={planId}
          result={result}
          mayWrite={mayChange && isTyped}
          onClose={() => setShown(null)}
        />
      ) : null}
      {shown === 'edit' ? (
        <EditKeyResultDialog planId={planId} result={result} span={span} onClose={() => setShown(null)} />
      ) : null}
    </li>
  )
}

interface FiguresProps {
  readonly result: KeyResult
  readonly figures: KeyResultFigures
}

function Way({ result, figures }: FiguresProps) {
  const locale = useLocale()
  const target = writeResultValue(result, figures.target, locale)
  if (result.kind === 'binary') {
    return <span>{result.direction === 'up' ? words.atLeast(target) : words.atMost(target)}</span>
  }
  return <span>{words.way(writeResultValue(result, figures.start, locale), target)}</span>
}

function Weight({ weight }: { readonly weight: number }) {
  const locale = useLocale()
  if (weight === 1) return null
  const decimals = Number.isInteger(weight) ? 0 : 2
  return <span title={text.form.weightHint}>{words.weight(formatNumber(weight, { locale, decimals }))}</span>
}

function Standing({ figures }: Pick<FiguresProps, 'figures'>) {
  return (
    <div className={classes.standing} style={{ marginTop: 0 }}>
      <GradeBar standing={figures} size="small" />
      {figures.pace ? <PaceTag pace={figures.pace} /> : null}
    </div>
  )
}

/** Out of the ledger, how, and up to when. */
function SourceNote({ result }: { readonly result: KeyResult }) {
  const locale = useLocale()
  const { measure, basis } = result
  if (measure.kind === 'typed') return null
  const what = text.source.of(text.source.names[measure.source], measure.productLine ?? null)
  if (basis === null) return <Hint note={text.source.waiting(what)}>{text.source.wait}</Hint>
  const months = text.source.months(formatDate(basis.from, locale), formatDate(basis.to, locale))
  const upTo = formatDate(basis.ledgerUpTo, locale)
  return <Hint note={text.source.basis(what, months, upTo)}>{text.source.short(upTo)}</Hint>
}

function Latest({ result, figures, onOpen }: FiguresProps & { readonly onOpen: () => void }) {
  const locale = useLocale()
  const { latest, readings, readingCount } = figures
  return (
    <>
      {latest ? (
        <span>{words.latest(writeResultValue(result, latest.value, locale), formatDate(latest.on, locale))}</span>
      ) : (
        <span className={classes.muted}>{words.none}</span>
      )}
      {readings.length > 1 ? <Sparkline values={readings.slice(-BARS).map(({ value }) => Number(value))} /> : null}
      {readingCount > 0 ? <QuietButton onClick={onOpen}>{words.readings(readingCount)}</QuietButton> : null}
    </>
  )
}

interface RowMenuProps {
  readonly planId: string
  readonly result: KeyResult
  readonly onEdit: () => void
}

function RowMenu({ planId, result, onEdit }: RowMenuProps) {
  const { remove, putBack } = useRemoval(planId, 'KeyResult')
  const { id, version, title } = result
  const takeOut = () =>
    tellAfter(remove.mutateAsync({ id, version }), {
      onError: (error) => showFailure(error),
      onSuccess: (out) =>
        showUndo({ message: text.removed(title), undo: () => putBack.mutateAsync({ id, version: out.version }) }),
    })
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <QuietButton aria-label={words.menu(title)}>
          <IconDots size={16} aria-hidden />
        </QuietButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onEdit}>{text.edit}</Menu.Item>
        <Menu.Item onClick={takeOut}>{text.remove}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
