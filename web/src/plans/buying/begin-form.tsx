import { BUY_CLASSES, phasesOfClass } from '@mainstay/domain/buying'
import { Button, Modal, Radio, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toFormErrors } from '../../kit/api/api-error.ts'
import { useKeptDraft } from '../shared/use-kept-draft.ts'
import { type NewPurchase, useBuyingCalls, useBuyingDeed } from './api/buying-changes.ts'
import classes from './buying.module.css'
import { ArchivedTemplates, TemplateChoice } from './template-choice.tsx'
import { text } from './text.ts'
import type { BuyClass, BuyingTemplate, Purchase } from './types.ts'

const words = text.begin
const FIELDS = ['title', 'buyClass', 'note', 'decisionOn', 'from']
const PHASES = 'phases'
const NOTHING = 'nothing'

interface Draft {
  readonly title: string
  readonly buyClass: BuyClass
  readonly decisionOn: string
  readonly note: string
  /** "phases", "nothing", or the id of a template. */
  readonly from: string
}

const EMPTY: Draft = { title: '', buyClass: 'new_task', decisionOn: '', note: '', from: PHASES }

function wishOf(draft: Draft, templates: readonly BuyingTemplate[]): NewPurchase {
  const template = templates.find(({ id }) => id === draft.from)
  return {
    title: draft.title.trim(),
    buyClass: draft.buyClass,
    note: draft.note.trim(),
    decisionOn: draft.decisionOn || null,
    from: template
      ? { kind: 'template', templateId: template.id }
      : { kind: draft.from === NOTHING ? 'nothing' : 'phases' },
  }
}

export interface BeginFormProps {
  readonly planId: string
  readonly templates: readonly BuyingTemplate[]
  readonly archived: readonly BuyingTemplate[]
  readonly onBegun: (purchase: Purchase) => void
  /** Absent where the form is not in a dialog. */
  readonly onCancel?: () => void
}

function useBeginForm({ planId, templates, onBegun }: BeginFormProps) {
  const calls = useBuyingCalls(planId)
  const begin = useBuyingDeed(calls.begin)
  // Escape closes what was begun; opened again it is still there.
  const kept = useKeptDraft<Draft>(`purchase-begin-${planId}`)
  const typed = kept.value ?? EMPTY
  const isKnown = typed.from === NOTHING || templates.some(({ id }) => id === typed.from)
  const draft = isKnown ? typed : { ...typed, from: PHASES }
  const [isTried, setTried] = useState(false)
  const isMissing = isTried && draft.title.trim() === ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (draft.title.trim() === '') return
    const onSuccess = (purchase: Purchase) => {
      kept.forget()
      onBegun(purchase)
    }
    begin.mutate(wishOf(draft, templates), { onSuccess })
  }
  const refused = begin.error ? toFormErrors(begin.error, FIELDS) : null
  return {
    draft,
    change: (patch: Partial<Draft>) => kept.keep({ ...draft, ...patch }),
    forget: kept.forget,
    submit,
    isBusy: begin.isPending,
    errors: { ...refused?.fields, ...(isMissing ? { title: words.missing } : {}) } as Readonly<Record<string, string>>,
    failure: refused?.form ?? null,
  }
}

/** What they buy, how new it is to them, and what the two columns begin with. */
export function BeginForm(props: BeginFormProps) {
  const { templates, onCancel } = props
  const form = useBeginForm(props)
  const { draft, errors, change } = form
  return (
    <form className={classes.beginForm} onSubmit={form.submit} noValidate>
      <div className={classes.pair}>
        <TextInput
          label={words.name}
          description={words.nameHint}
          required
          maxLength={200}
          data-autofocus
          value={draft.title}
          error={errors.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={words.decisionOn}
          description={words.decisionHint}
          value={draft.decisionOn}
          error={errors.decisionOn}
          onChange={(event) => change({ decisionOn: event.currentTarget.value })}
        />
      </div>
      <ClassChoice value={draft.buyClass} onChange={(buyClass) => change({ buyClass })} />
      <Beginning planId={props.planId} draft={draft} templates={templates} error={errors.from} onChange={change} />
      <ArchivedTemplates planId={props.planId} templates={props.archived} />
      <Textarea
        label={words.note}
        autosize
        maxLength={2_000}
        value={draft.note}
        error={errors.note}
        onChange={(event) => change({ note: event.currentTarget.value })}
      />
      {form.failure ? (
        <div role="alert" className={classes.refused}>
          <b>{words.refused}</b> {form.failure}
        </div>
      ) : null}
      <div className={classes.buttons}>
        {onCancel ? (
          <Button
            onClick={() => {
              form.forget()
              onCancel()
            }}
          >
            {words.cancel}
          </Button>
        ) : null}
        <Button type="submit" variant="filled" loading={form.isBusy}>
          {words.submit}
        </Button>
      </div>
    </form>
  )
}

interface ClassChoiceProps {
  readonly value: BuyClass
  readonly onChange: (value: BuyClass) => void
}

/** How new it is to them, with a sentence for each. */
export function ClassChoice({ value, onChange }: ClassChoiceProps) {
  return (
    <Radio.Group
      label={words.buyClass}
      value={value}
      onChange={(chosen) => onChange(BUY_CLASSES.find((one) => one === chosen) ?? value)}
    >
      <div className={classes.radios}>
        {BUY_CLASSES.map((one) => (
          <Radio key={one} value={one} label={text.classes[one]} description={text.classSentences[one]} />
        ))}
      </div>
    </Radio.Group>
  )
}

interface BeginningProps {
  readonly planId: string
  readonly draft: Draft
  readonly templates: readonly BuyingTemplate[]
  readonly error: string | undefined
  readonly onChange: (patch: Partial<Draft>) => void
}

function Beginning({ planId, draft, templates, error, onChange }: BeginningProps) {
  const phases = phasesOfClass(draft.buyClass)
    .map((phase) => text.phases[phase].toLowerCase())
    .join(', ')
  const choose = (from: string) => {
    const template = templates.find(({ id }) => id === from)
    onChange({ from, ...(template ? { buyClass: template.buyClass } : {}) })
  }
  return (
    <Radio.Group label={words.from} value={draft.from} error={error} onChange={choose}>
      <div className={classes.radios}>
        <Radio value={PHASES} label={words.phases} description={words.phasesHint(phases)} />
        {templates.map((template) => (
          <TemplateChoice key={template.id} planId={planId} template={template} />
        ))}
        <Radio value={NOTHING} label={words.nothing} description={words.nothingHint} />
      </div>
    </Radio.Group>
  )
}

/** The same in a dialog, where there are purchases already. */
export function BeginDialog({ onClose, ...form }: Omit<BeginFormProps, 'onCancel'> & { readonly onClose: () => void }) {
  return (
    <Modal opened size="lg" onClose={onClose} title={words.title} closeButtonProps={{ 'aria-label': words.cancel }}>
      <BeginForm {...form} onCancel={onClose} />
    </Modal>
  )
}
