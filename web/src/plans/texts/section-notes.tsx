import type { PlanSection } from '@mainstay/contract/plans'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useAccess } from '../../client/index.ts'
import { DateText } from '../../kit/figures/date-text.tsx'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { StateFailed, StateLoading } from '../../kit/states/states.tsx'
import { type PlanText, useTexts } from './api/text-queries.ts'
import { RichText } from './rich-text.tsx'
import { text } from './text.ts'
import classes from './texts.module.css'

// The editor and what it stands on come when somebody begins to write.
const NotesEditor = lazy(async () => ({ default: (await import('./notes-editor.tsx')).NotesEditor }))

export interface SectionNotesProps {
  readonly planId: string
  readonly section: Pick<PlanSection, 'key' | 'title' | 'audience'>
  readonly mayWrite: boolean
  /** Says of which section they are, where that does not stand above them. */
  readonly heading?: 'short' | 'full'
}

/** The notes of a section: to be read, and with one press to be written by several at once. */
export function SectionNotes({ planId, section, mayWrite, heading = 'short' }: SectionNotesProps) {
  const texts = useTexts(planId)
  const personId = useAccess().person?.id
  const [isWriting, setWriting] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const wasWriting = useRef(false)
  useEffect(() => {
    if (wasWriting.current && !isWriting) opener.current?.focus()
    wasWriting.current = isWriting
  }, [isWriting])
  const found = texts.data?.texts.find(({ sectionKey }) => sectionKey === section.key)
  const done = () => {
    setWriting(false)
    void texts.refetch()
  }
  if (texts.isError && !texts.data)
    return <StateFailed error={texts.error} title={text.failed} onRetry={() => void texts.refetch()} />
  return (
    <section className={classes.notes} aria-label={text.of(section.title)}>
      <div className={classes.head}>
        <h3>{heading === 'full' ? text.of(section.title) : text.title}</h3>
        {found && !isWriting ? <WrittenBy found={found} /> : null}
        {mayWrite && personId !== undefined ? (
          <span className={classes.deeds}>
            <QuietButton
              ref={opener}
              aria-label={isWriting ? `${text.done}: ${text.of(section.title)}` : text.writeIn(section.title)}
              onClick={isWriting ? done : () => setWriting(true)}
            >
              {isWriting ? text.done : text.write}
            </QuietButton>
          </span>
        ) : null}
      </div>
      {isWriting && section.audience === 'customer' ? <p className={classes.muted}>{text.shared}</p> : null}
      {isWriting && section.audience === 'inner' ? <p className={classes.muted}>{text.inner}</p> : null}
      {isWriting && personId !== undefined ? (
        <Suspense fallback={<StateLoading lines={2} />}>
          <NotesEditor
            notes={{
              planId,
              personId,
              sectionKey: section.key,
              title: section.title,
              isUnwritten: texts.isSuccess && found === undefined,
            }}
            onDone={done}
          />
        </Suspense>
      ) : (
        <Read found={found} />
      )}
    </section>
  )
}

function WrittenBy({ found: { updatedAt, updatedByName } }: { readonly found: PlanText }) {
  if (updatedAt === null || updatedByName === null) return null
  return (
    <p className={classes.muted}>
      {text.writtenBy(updatedByName)}, <DateText value={updatedAt} />
    </p>
  )
}

function Read({ found }: { readonly found: PlanText | undefined }) {
  const isWritten = found?.blocks.some(({ runs }) => runs.length > 0) ?? false
  return isWritten && found ? <RichText blocks={found.blocks} /> : <p className={classes.muted}>{text.empty}</p>
}
