import { Button, FileInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toProblem } from '../../kit/api/api-error.ts'
import { ConfirmDialog } from '../../kit/feedback/confirm-dialog.tsx'
import { showFailure, showNotice } from '../../kit/feedback/undo-toast.tsx'
import { DateText } from '../../kit/figures/date-text.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import planClasses from '../plans.module.css'
import classes from './master-slide.module.css'
import { type MasterSlide, useGiveMasterSlide, useMasterSlide, useRemoveMasterSlide } from './master-slide-queries.ts'
import { text } from './text.ts'

const words = text.facts
const LARGEST_BYTES = 20 * 1024 * 1024

/** The presentation of the company on which decks are made: what is taken of it, and for some people how to change it. */
export function MasterSlidePanel({ mayManage }: { mayManage: boolean }) {
  const query = useMasterSlide()
  return (
    <Panel title={text.title}>
      <QueryGate query={query}>
        {({ masterSlide }) => (
          <>
            {masterSlide ? <Facts slide={masterSlide} /> : null}
            {masterSlide === null ? (
              <p className={planClasses.muted}>{mayManage ? text.none : text.noneForReaders}</p>
            ) : null}
            {mayManage ? <GiveForm slide={masterSlide} /> : null}
          </>
        )}
      </QueryGate>
    </Panel>
  )
}

function Facts({ slide }: { slide: MasterSlide }) {
  const { name, width, height, fonts, layouts, pictures, uploadedByName, uploadedAt } = slide
  const named = (layout: string) => (layout === '' ? words.unnamed : layout)
  return (
    <dl className={classes.facts} aria-label={name}>
      <dt>{words.by}</dt>
      <dd>
        {name}, {uploadedByName}, <DateText value={uploadedAt} />
      </dd>
      <dt>{words.size}</dt>
      <dd>{words.sizeOf(width, height)}</dd>
      <dt>{words.first}</dt>
      <dd>{named(slide.titleLayout)}</dd>
      <dt>{words.others}</dt>
      <dd>{named(slide.contentLayout)}</dd>
      <dt>{words.layouts}</dt>
      <dd>{layouts.map(named).join('; ')}</dd>
      <dt>{words.fonts}</dt>
      <dd>{words.fontsOf(fonts.headings, fonts.text)}</dd>
      <dt>{words.colors}</dt>
      <dd className={classes.colors}>
        {slide.colors.map((color) => (
          <Color key={color.name} {...color} />
        ))}
      </dd>
      <dt>{words.pictures}</dt>
      <dd>{pictures}</dd>
    </dl>
  )
}

function Color({ name, value }: MasterSlide['colors'][number]) {
  return (
    <span className={classes.color}>
      {value === null ? null : <span className={classes.swatch} style={{ background: `#${value}` }} aria-hidden />}
      {words.colorNames[name] ?? name.replace(/(\d)$/, ' $1')} {value === null ? words.mixed : `#${value}`}
    </span>
  )
}

function GiveForm({ slide }: { slide: MasterSlide | null }) {
  const [file, setFile] = useState<File | null>(null)
  const [isRemoving, setRemoving] = useState(false)
  const give = useGiveMasterSlide()
  const isTooLarge = file !== null && file.size > LARGEST_BYTES
  const fault = isTooLarge ? text.tooLarge : give.isError ? toProblem(give.error).detail : undefined

  const choose = (chosen: File | null) => {
    give.reset()
    setFile(chosen)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (file === null || isTooLarge || give.isPending) return
    give.mutate(file, {
      onSuccess: () => {
        showNotice(text.given(file.name))
        choose(null)
      },
    })
  }
  return (
    <form onSubmit={submit} className={planClasses.form}>
      <FileInput
        label={text.file}
        description={text.hint}
        placeholder={text.choose}
        accept=".pptx,.potx"
        clearable
        value={file}
        error={fault}
        onChange={choose}
      />
      <div className={planClasses.buttons}>
        {slide === null ? null : <Button onClick={() => setRemoving(true)}>{text.remove}</Button>}
        <Button type="submit" disabled={file === null || isTooLarge} loading={give.isPending}>
          {slide === null ? text.give : text.replace}
        </Button>
      </div>
      {slide !== null && isRemoving ? <RemoveDialog slide={slide} onClose={() => setRemoving(false)} /> : null}
    </form>
  )
}

function RemoveDialog({ slide, onClose }: { slide: MasterSlide; onClose: () => void }) {
  const remove = useRemoveMasterSlide()
  return (
    <ConfirmDialog
      isOpen
      title={text.removal.title(slide.name)}
      confirmLabel={text.removal.confirm}
      tone="danger"
      isBusy={remove.isPending}
      onCancel={onClose}
      onConfirm={() =>
        remove.mutate(slide.version, {
          onSuccess: () => showNotice(text.removal.done),
          onError: (error) => showFailure(error),
          onSettled: onClose,
        })
      }
    >
      {text.removal.sentence}
    </ConfirmDialog>
  )
}
