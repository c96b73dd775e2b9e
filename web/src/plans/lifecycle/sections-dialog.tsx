import { Button, Checkbox, Modal } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toProblem } from '../../kit/api/api-error.ts'
import { showFailure, showNotice, showUndo } from '../../kit/feedback/undo-toast.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import type { PlanHeader } from '../api.ts'
import classes from '../plans.module.css'
import { type PlanSections, useAddSections, usePlanSections, useRemoveSection } from './api/plan-sections.ts'
import type { PlanDialogProps } from './plan-dialogs.tsx'
import { text } from './text.ts'

const words = text.sections
type Offered = PlanSections['offered'][number]

/** Where a section is from, or which fields of it are new. */
function hintOf({ section, from, template, newFields }: Offered): string {
  const origin = template ? words.fromTemplate(template.name, template.number) : words.from[from]
  if (newFields.length > 0) return `${words.newFields(newFields.join(', '))} ${origin}`
  return section.help === '' ? origin : `${section.help} ${origin}`
}

/** Sections of a plan that stands: what it can take over, and what can be taken out of it. */
export function SectionsDialog({ plan, onClose }: PlanDialogProps) {
  const sections = usePlanSections(plan)
  return (
    <Modal opened onClose={onClose} title={words.title} size="lg" closeButtonProps={{ 'aria-label': text.closeDialog }}>
      <QueryGate query={sections}>
        {(known) => (
          <div className={classes.form}>
            <TakeOver plan={plan} offered={known.offered} onClose={onClose} />
            <Standing plan={plan} sections={known.sections} />
          </div>
        )}
      </QueryGate>
    </Modal>
  )
}

function TakeOver({ plan, offered, onClose }: PlanDialogProps & { readonly offered: readonly Offered[] }) {
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [isTried, setIsTried] = useState(false)
  const add = useAddSections()
  const remove = useRemoveSection()
  const keys = chosen.filter((key) => offered.some(({ section }) => section.key === key))
  const takeBack = async (added: PlanHeader) => {
    let { version } = added
    for (const key of keys) version = (await remove.mutateAsync({ id: plan.id, version, key })).version
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setIsTried(true)
    if (keys.length === 0) return
    const hasOnlyNew = offered.every(({ section, newFields }) => !keys.includes(section.key) || newFields.length === 0)
    add.mutate(
      { id: plan.id, version: plan.version, keys },
      {
        onSuccess: (added) => {
          onClose()
          const message = words.added(keys.length)
          // A field that came to a section of the plan is not taken out of it again.
          if (hasOnlyNew) showUndo({ message, undo: () => takeBack(added) })
          else showNotice(message)
        },
      },
    )
  }
  if (offered.length === 0) return <p className={classes.muted}>{words.nothingOffered}</p>
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <Checkbox.Group
        label={words.offered}
        description={words.offeredHint}
        value={[...keys]}
        onChange={setChosen}
        error={isTried && keys.length === 0 ? words.chooseOne : undefined}
      >
        <div className={classes.form}>
          {offered.map((one) => (
            <Checkbox
              key={one.section.key}
              value={one.section.key}
              label={one.section.title}
              description={hintOf(one)}
            />
          ))}
        </div>
      </Checkbox.Group>
      {add.error ? (
        <p className={classes.refused} role="alert">
          {toProblem(add.error).detail}
        </p>
      ) : null}
      <div className={classes.buttons}>
        <Button onClick={onClose}>{text.cancel}</Button>
        <Button type="submit" variant="filled" loading={add.isPending}>
          {words.take}
        </Button>
      </div>
    </form>
  )
}

function Standing({ plan, sections }: { readonly plan: PlanHeader; readonly sections: PlanSections['sections'] }) {
  const remove = useRemoveSection()
  const add = useAddSections()
  // The page may not have heard yet of what was done here a moment ago.
  const version = Math.max(plan.version, remove.data?.version ?? 0, add.data?.version ?? 0)
  const takeOut = ({ key, title }: PlanSections['sections'][number]) =>
    remove.mutate(
      { id: plan.id, version, key },
      {
        onSuccess: (left) =>
          showUndo({
            message: words.removed(title),
            undo: () => add.mutateAsync({ id: plan.id, version: left.version, keys: [key] }),
          }),
        onError: (error) => showFailure(error),
      },
    )
  return (
    <section className={classes.preview} aria-label={words.standing}>
      <h3>{words.standing}</h3>
      <ul className={classes.sections}>
        {sections.map((section) => (
          <li key={section.key}>
            <span>{section.title}</span>
            {section.isEmpty && sections.length > 1 ? (
              <Button
                size="compact-xs"
                aria-label={words.takeOutOf(section.title)}
                disabled={remove.isPending}
                onClick={() => takeOut(section)}
              >
                {words.takeOut}
              </Button>
            ) : (
              <span className={classes.small}>{section.isEmpty ? words.last : words.written}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
