import { Button } from '@mantine/core'
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { showFailure } from '../kit/feedback/undo-toast.tsx'
import classes from './ledger.module.css'
import { readChosen, readDropped } from './read-dropped.ts'
import { text } from './text.ts'
import type { PickedFile } from './upload-queue.ts'

export interface DropZoneProps {
  readonly size: 'large' | 'small'
  readonly onFiles: (files: readonly PickedFile[]) => void
  /** Further ways to begin, beside the buttons. */
  readonly children?: ReactNode
}

/** Where files and folders are dropped; the buttons do the same from the keyboard. */
export function DropZone({ size, onFiles, children }: DropZoneProps) {
  const [isOver, setOver] = useState(false)
  const fileInput = useRef<HTMLInputElement>(null)
  const folderInput = useRef<HTMLInputElement>(null)
  const hand = (files: readonly PickedFile[]) => {
    if (files.length > 0) onFiles(files)
    else showFailure({ status: 422, code: 'ledger/no-table', detail: text.drop.nothing })
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void readDropped(event.dataTransfer).then(hand, (error: unknown) => showFailure(error))
  }
  return (
    <section
      className={classes.drop}
      data-size={size}
      data-over={isOver}
      aria-label={text.drop.label}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <div>
        <p className={classes.dropTitle}>{size === 'large' ? text.drop.title : text.drop.moreTitle}</p>
        {size === 'large' ? <p className={classes.muted}>{text.drop.sentence}</p> : null}
      </div>
      <div className={classes.dropButtons}>
        <Button variant={size === 'large' ? 'filled' : 'default'} onClick={() => fileInput.current?.click()}>
          {size === 'large' ? text.drop.files : text.drop.more}
        </Button>
        <Button onClick={() => folderInput.current?.click()}>{text.drop.folder}</Button>
        {children}
      </div>
      <input
        ref={fileInput}
        type="file"
        multiple
        hidden
        aria-label={text.drop.files}
        onChange={(event) => {
          hand(readChosen(event.currentTarget.files))
          event.currentTarget.value = ''
        }}
      />
      <input
        ref={folderInput}
        type="file"
        multiple
        hidden
        aria-label={text.drop.folder}
        {...{ webkitdirectory: '' }}
        onChange={(event) => {
          hand(readChosen(event.currentTarget.files))
          event.currentTarget.value = ''
        }}
      />
    </section>
  )
}
