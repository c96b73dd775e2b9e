import { Button } from '@mantine/core'
import { EditorContent, useEditor } from '@tiptap/react'
import { type KeyboardEvent, useState } from 'react'
import { showFailure, showNotice } from '../../kit/feedback/undo-toast.tsx'
import { StateLoading } from '../../kit/states/states.tsx'
import { notesExtensions } from './extensions.ts'
import { NotesToolbar } from './notes-toolbar.tsx'
import { readCaret } from './read-caret.ts'
import { text } from './text.ts'
import type { TextSession, TextState } from './text-session.ts'
import classes from './texts.module.css'
import { type NotesToWrite, useTextSession } from './use-text-session.ts'

export interface NotesEditorProps {
  readonly notes: NotesToWrite
  readonly onDone: () => void
}

/** Writes notes together with whoever else writes in them. */
export function NotesEditor({ notes, onDone }: NotesEditorProps) {
  const [attempt, setAttempt] = useState(0)
  const { session, state } = useTextSession(notes, attempt)
  const discard = () => void session?.discard().then(() => setAttempt((before) => before + 1))
  if (state.kind === 'gone') {
    return (
      <div role="alert" className={classes.note}>
        <p>
          <b>{text.gone.title}</b>
        </p>
        <p>{text.gone.sentence}</p>
      </div>
    )
  }
  const isOpen = session !== null && state.kind !== 'loading' && (state.kind !== 'offline' || state.isKnown)
  return (
    <>
      {isOpen ? <Writing key={attempt} session={session} state={state} title={notes.title} onDone={onDone} /> : null}
      {!isOpen && state.kind === 'loading' ? <StateLoading lines={2} /> : null}
      {state.kind === 'refused' && session ? (
        <Refused sentence={state.sentence} session={session} onDiscard={discard} />
      ) : null}
      <span role="status" aria-live="polite" className={classes.state} data-kind={state.kind}>
        {stateWords(state)}
      </span>
    </>
  )
}

function stateWords(state: TextState): string {
  switch (state.kind) {
    case 'offline':
      if (!state.isKnown) return text.states.unknown
      return state.hasUnsent ? text.states.offline : text.states.offlineSaved
    case 'refused':
    case 'gone':
      return ''
    default:
      return text.states[state.kind]
  }
}

interface WritingProps {
  readonly session: TextSession
  readonly state: TextState
  readonly title: string
  readonly onDone: () => void
}

function Writing({ session, title, onDone }: WritingProps) {
  const editor = useEditor({
    extensions: notesExtensions(session.doc),
    // The content security policy takes no style elements without their nonce; what is needed stands in our own sheet.
    injectCSS: false,
    autofocus: 'end',
    editorProps: {
      attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': text.of(title), spellcheck: 'true' },
    },
  })
  const press = (event: KeyboardEvent) => {
    readCaret()
    if (event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))) {
      event.preventDefault()
      event.stopPropagation()
      onDone()
    }
  }
  return (
    <div className={classes.editor} onKeyDownCapture={press} onMouseDownCapture={readCaret}>
      <NotesToolbar editor={editor} />
      <EditorContent editor={editor} className={classes.text} />
    </div>
  )
}

interface RefusedProps {
  readonly sentence: string
  readonly session: TextSession
  readonly onDiscard: () => void
}

/** Nothing that was typed is lost: it stays here until it is changed, copied, or thrown away by hand. */
function Refused({ sentence, session, onDiscard }: RefusedProps) {
  const copy = () =>
    navigator.clipboard.writeText(plainText(session)).then(
      () => showNotice(text.refused.copied),
      (error: unknown) => showFailure(error),
    )
  return (
    <div role="alert" className={classes.note}>
      <p>
        <b>{text.refused.title}</b>
      </p>
      <p>{sentence}</p>
      <p>{text.refused.kept}</p>
      <div className={classes.buttons}>
        <Button size="xs" onClick={() => void copy()}>
          {text.refused.copy}
        </Button>
        <Button size="xs" onClick={onDiscard}>
          {text.refused.discard}
        </Button>
      </div>
    </div>
  )
}

function plainText({ doc }: TextSession): string {
  return doc
    .getXmlFragment('default')
    .toArray()
    .map((block) =>
      block
        .toString()
        .replaceAll(/<[^>]*>/g, ' ')
        .trim(),
    )
    .join('\n')
}
