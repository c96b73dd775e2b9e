import { Button, Checkbox, Modal, NativeSelect, Radio } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { PlanHeader } from '../api.ts'
import { useMasterSlide } from '../master-slide/master-slide-queries.ts'
import { text as masterSlideText } from '../master-slide/text.ts'
import classes from '../plans.module.css'
import type { PlanOrder, useDownloadPlan } from './api/download-plan.ts'
import { text } from './text.ts'

const words = text.dialog
const FORMATS = ['pptx', 'docx', 'xlsx', 'pdf', 'md', 'json'] as const
type Section = PlanHeader['sections'][number]

interface ExportDialogProps {
  readonly plan: PlanHeader
  readonly seesMargins: boolean
  readonly download: ReturnType<typeof useDownloadPlan>
  readonly onClose: () => void
}

/** Which sections go out, as what, and for whose eyes; what the customer is not told is said before. */
export function ExportDialog({ plan, seesMargins, download, onClose }: ExportDialogProps) {
  const [format, setFormat] = useState<PlanOrder['format']>('pptx')
  const [chosenAudience, setAudience] = useState<PlanOrder['audience']>('internal')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const isWhole = format === 'json'
  const audience = isWhole ? 'internal' : chosenAudience
  const offered = plan.sections.filter((section) => isFor(section, audience))
  const wanted = offered.filter(({ key }) => !left.has(key))
  const isNothing = !isWhole && wanted.length === 0

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isNothing || download.isPending) return
    const sections = isWhole || wanted.length === offered.length ? null : wanted.map(({ key }) => key)
    download.mutate({ format, audience, sections }, { onSuccess: onClose })
  }
  return (
    <Modal opened onClose={onClose} title={words.title} size="lg" closeButtonProps={{ 'aria-label': text.closeDialog }}>
      <form onSubmit={submit} className={classes.form}>
        <NativeSelect
          label={words.format}
          value={format}
          data={FORMATS.map((value) => ({ value, label: words.formats[value] }))}
          onChange={(event) => setFormat(FORMATS.find((one) => one === event.currentTarget.value) ?? 'pptx')}
        />
        {format === 'pptx' ? <OnWhatMaster /> : null}
        {isWhole ? (
          <p className={classes.muted}>{words.jsonIsWhole}</p>
        ) : (
          <>
            <AudienceChoice value={audience} onChange={setAudience} />
            <SectionChoice sections={plan.sections} audience={audience} left={left} onChange={setLeft} />
            {isNothing ? (
              <p className={classes.notice} role="status">
                {offered.length === 0 ? words.nothingShared : words.noSections}
              </p>
            ) : null}
          </>
        )}
        {audience === 'customer' ? <LeftOut /> : null}
        {audience === 'internal' && !seesMargins ? <p className={classes.muted}>{words.noMargins}</p> : null}
        <div className={classes.buttons}>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" variant="filled" disabled={isNothing} loading={download.isPending}>
            {words.send}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

/** On what the deck will be made, where that is known. */
function OnWhatMaster() {
  const { data } = useMasterSlide()
  if (!data) return null
  const { masterSlide } = data
  const { company, plain } = masterSlideText.inDialog
  return <p className={classes.muted}>{masterSlide ? company(masterSlide.name) : plain}</p>
}

function isFor(section: Section, audience: PlanOrder['audience']): boolean {
  return audience === 'internal' || section.audience === 'customer'
}

interface AudienceProps {
  readonly value: PlanOrder['audience']
  readonly onChange: (audience: PlanOrder['audience']) => void
}

function AudienceChoice({ value, onChange }: AudienceProps) {
  return (
    <Radio.Group
      label={words.audience}
      value={value}
      onChange={(next) => onChange(next === 'customer' ? 'customer' : 'internal')}
    >
      <div className={classes.pair}>
        <Radio value="internal" label={words.audiences.internal} />
        <Radio value="customer" label={words.audiences.customer} />
      </div>
    </Radio.Group>
  )
}

interface SectionsProps {
  readonly sections: readonly Section[]
  readonly audience: PlanOrder['audience']
  readonly left: ReadonlySet<string>
  readonly onChange: (left: ReadonlySet<string>) => void
}

function SectionChoice({ sections, audience, left, onChange }: SectionsProps) {
  const toggle = (key: string) => {
    const next = new Set(left)
    if (!next.delete(key)) next.add(key)
    onChange(next)
  }
  return (
    <fieldset className={classes.bare}>
      <legend>{words.sections}</legend>
      <div className={classes.form}>
        {sections.map((section) => {
          const isOffered = isFor(section, audience)
          return (
            <Checkbox
              key={section.key}
              label={isOffered ? section.title : `${section.title} (${words.notShared})`}
              checked={isOffered && !left.has(section.key)}
              disabled={!isOffered}
              onChange={() => toggle(section.key)}
            />
          )
        })}
      </div>
    </fieldset>
  )
}

function LeftOut() {
  return (
    <section className={classes.preview} aria-label={words.leftOutTitle}>
      <h3>{words.leftOutTitle}</h3>
      <ul>
        {words.leftOut.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  )
}
