import { Button } from '@mantine/core'
import { useState } from 'react'
import { showFailure, showNotice, showUndo } from '../../kit/feedback/undo-toast.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import classes from '../plans.module.css'
import { NameDialog } from './name-dialog.tsx'
import { SectionEditor } from './section-editor.tsx'
import { type Template, useMoveTemplate, useReviseTemplate } from './templates.ts'
import { text } from './text.ts'

export interface TemplateViewProps {
  readonly template: Template
  readonly mayManage: boolean
  readonly onOpen: (id: string) => void
}

const nothing = () => undefined

/** A version that does not change any more, and what can be done with it. */
export function TemplateView({ template, mayManage, onOpen }: TemplateViewProps) {
  const { id, name, number, status, plans, sections } = template
  return (
    <Panel
      title={`${name}, ${text.version(number)}`}
      subtitle={`${text.status[status]}, ${text.usedBy(plans)}`}
      actions={mayManage ? <ViewActions template={template} onOpen={onOpen} /> : undefined}
    >
      <p className={classes.small}>{text.frozen}</p>
      {sections.map((section) => (
        <SectionEditor
          key={`${id}-${section.key}`}
          section={section}
          isFrozen
          onChange={nothing}
          onMove={nothing}
          onRemove={nothing}
        />
      ))}
    </Panel>
  )
}

function ViewActions({ template, onOpen }: Omit<TemplateViewProps, 'mayManage'>) {
  const [isCopying, setIsCopying] = useState(false)
  const revise = useReviseTemplate()
  const archive = useMoveTemplate('archivePlanTemplate')
  const activate = useMoveTemplate('activatePlanTemplate')
  const onError = (error: unknown) => showFailure(error)
  const drop = () =>
    archive.mutate(template, {
      onError,
      onSuccess: (archived) =>
        showUndo({ message: text.archived(template.name), undo: () => activate.mutateAsync(archived) }),
    })
  return (
    <>
      <Button
        loading={revise.isPending}
        onClick={() =>
          revise.mutate(template.id, {
            onError,
            onSuccess: (draft) => {
              showNotice(text.drafted)
              onOpen(draft.id)
            },
          })
        }
      >
        {text.revise}
      </Button>
      <Button onClick={() => setIsCopying(true)}>{text.copy}</Button>
      {template.status === 'active' ? (
        <Button loading={archive.isPending} onClick={drop}>
          {text.archive}
        </Button>
      ) : (
        <Button
          loading={activate.isPending}
          onClick={() =>
            activate.mutate(template, { onError, onSuccess: () => showNotice(text.activated(template.name)) })
          }
        >
          {text.putBack}
        </Button>
      )}
      {isCopying ? <NameDialog copyOf={template} onClose={() => setIsCopying(false)} onDone={onOpen} /> : null}
    </>
  )
}
