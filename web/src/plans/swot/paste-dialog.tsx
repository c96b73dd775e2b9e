import { type PastedSwotLine, readPastedSwotItems, SWOT_BATCH_LIMIT } from '@mainstay/domain/plans'
import { Button, Checkbox, Modal, Textarea } from '@mantine/core'
import { useDeferredValue, useMemo, useState } from 'react'
import { toProblem } from '../../kit/api/api-error.ts'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { localToday } from '../shared/local-today.ts'
import { useKeptDraft } from '../shared/use-kept-draft.ts'
import { useAddItems } from './api/swot-changes.ts'
import { GradeBadge } from './grade-badge.tsx'
import classes from './swot.module.css'
import { text } from './text.ts'
import type { SwotKind, SwotViewpoint } from './types.ts'

export interface PasteDialogProps {
  readonly planId: string
  readonly viewpoint: SwotViewpoint
  readonly kind: SwotKind
  readonly firstLines: string
  /** Words that stand in the quadrant already. */
  readonly present: readonly string[]
  readonly onClose: () => void
}

interface PreviewLineProps {
  readonly line: PastedSwotLine
  readonly isTaken: boolean
  readonly onToggle: (line: number) => void
}

function PreviewLine({ line, isTaken, onToggle }: PreviewLineProps) {
  const locale = useLocale()
  const facts = [line.evidence, line.evidenceOn ?? '', line.saidBy].filter(Boolean).join(' · ')
  return (
    <li className={classes.preview} data-usable={line.isUsable}>
      <Checkbox
        size="xs"
        checked={isTaken}
        disabled={!line.isUsable}
        aria-label={`${text.paste.line(formatNumber(line.line, { locale }))}: ${line.text}`}
        onChange={() => onToggle(line.line)}
      />
      <span className={classes.previewWords}>
        <span className={classes.words}>{line.text}</span>
        <span className={classes.tags}>
          {line.impact !== null || line.confidence !== null ? (
            <GradeBadge impact={line.impact} confidence={line.confidence} />
          ) : null}
          {facts ? <span className={classes.facts}>{facts}</span> : null}
          {line.faults.length > 0 ? (
            <span className={classes.fault}>{line.faults.map((fault) => text.paste.faults[fault]).join(' · ')}</span>
          ) : null}
        </span>
      </span>
    </li>
  )
}

/** The pasted lines as they would become items, with those somebody has taken out again. */
function usePreview(content: string, present: readonly string[]) {
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  const shown = useDeferredValue(content)
  const lines = useMemo(() => readPastedSwotItems(shown, { present, asOf: localToday(new Date()) }), [shown, present])
  const wanted = lines.filter(({ line, isUsable }) => isUsable && !left.has(line))
  const taken = wanted.slice(0, SWOT_BATCH_LIMIT)
  const toggle = (line: number) =>
    setLeft((known) => new Set(known.has(line) ? [...known].filter((one) => one !== line) : [...known, line]))
  return { lines, taken, wanted, toggle, isReady: shown === content, startOver: () => setLeft(new Set()) }
}

/** Many items at once: the lines on the one hand, what they will become on the other, and only then added. */
export function PasteDialog({ planId, viewpoint, kind, firstLines, present, onClose }: PasteDialogProps) {
  const locale = useLocale()
  const kept = useKeptDraft<string>(`swot-paste-${planId}-${viewpoint}-${kind}`)
  const [content, setContent] = useState(() => [kept.value ?? '', firstLines].filter(Boolean).join('\n'))
  const change = (lines: string) => {
    setContent(lines)
    kept.keep(lines)
  }
  const [first] = useState(present)
  const { lines, taken, wanted, toggle, isReady, startOver } = usePreview(content, first)
  const add = useAddItems(planId)
  const write = (count: number) => formatNumber(count, { locale })
  const giveUp = () => {
    kept.forget()
    onClose()
  }
  const send = () =>
    add.mutate(
      taken.map(({ line: _line, faults: _faults, isUsable: _isUsable, ...fields }) => ({ viewpoint, kind, ...fields })),
      {
        onSuccess: () => {
          showNotice(text.paste.done(write(taken.length)))
          const rest = new Set(wanted.slice(SWOT_BATCH_LIMIT).map(({ line }) => line))
          if (rest.size === 0) return giveUp()
          change(
            content
              .split(/\r\n|\r|\n/)
              .filter((_, index) => rest.has(index + 1))
              .join('\n'),
          )
          startOver()
        },
      },
    )
  const takenLines = new Set(taken.map(({ line }) => line))
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={text.paste.title(text.kinds[kind].toLowerCase())}
      closeButtonProps={{ 'aria-label': text.paste.cancel }}
    >
      <div className={classes.form}>
        <Textarea
          label={text.paste.label}
          description={text.paste.hint}
          autosize
          minRows={4}
          maxRows={10}
          data-autofocus
          value={content}
          onChange={(event) => {
            change(event.currentTarget.value)
            startOver()
          }}
        />
        {lines.length === 0 ? <p className={classes.muted}>{text.paste.nothing}</p> : null}
        <ul className={classes.previews} aria-label={text.paste.previewLabel}>
          {lines.map((line) => (
            <PreviewLine key={line.line} line={line} isTaken={takenLines.has(line.line)} onToggle={toggle} />
          ))}
        </ul>
        {wanted.length > SWOT_BATCH_LIMIT ? (
          <p className={classes.muted}>{text.paste.atMost(write(SWOT_BATCH_LIMIT))}</p>
        ) : null}
        {add.error ? (
          <div role="alert" className={classes.notice}>
            <b>{text.paste.refused}</b> {toProblem(add.error).detail}
          </div>
        ) : null}
        <div className={classes.buttons}>
          <Button onClick={giveUp}>{text.paste.cancel}</Button>
          <Button variant="filled" disabled={taken.length === 0 || !isReady} loading={add.isPending} onClick={send}>
            {text.paste.add(write(taken.length))}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
