import { Radio } from '@mantine/core'
import { useState } from 'react'
import { showFailure, showUndo } from '../../kit/feedback/undo-toast.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { tellAfter } from '../shared/tell-after.ts'
import { useBuyingCalls, useBuyingDeed } from './api/buying-changes.ts'
import classes from './buying.module.css'
import { text } from './text.ts'
import type { BuyingTemplate } from './types.ts'

const words = text.begin

/** Templates that were put away, out of sight until somebody looks for one. */
export function ArchivedTemplates({
  planId,
  templates,
}: {
  readonly planId: string
  readonly templates: readonly BuyingTemplate[]
}) {
  const calls = useBuyingCalls(planId)
  const restore = useBuyingDeed(calls.restoreTemplate)
  const [isOpen, setOpen] = useState(false)
  if (templates.length === 0) return null
  const takeUp = ({ id, name }: BuyingTemplate) =>
    tellAfter(restore.mutateAsync(id), {
      onSuccess: () => showUndo({ message: words.takenUp(name), undo: () => calls.archiveTemplate(id) }),
      onError: (error) => showFailure(error, words.notTakenUp),
    })
  return (
    <div>
      <QuietButton aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {words.archived(templates.length)}
      </QuietButton>
      {isOpen ? (
        <ul className={classes.archived} aria-label={words.archivedLabel}>
          {templates.map((template) => (
            <li key={template.id} className={classes.template}>
              <span>{words.template(template.name, template.number)}</span>
              <QuietButton
                aria-label={words.takeUpOne(template.name)}
                disabled={restore.isPending}
                onClick={() => takeUp(template)}
              >
                {words.takeUp}
              </QuietButton>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

/** A template of the account to begin from, and the way to put it away. */
export function TemplateChoice({ planId, template }: { readonly planId: string; readonly template: BuyingTemplate }) {
  const locale = useLocale()
  const calls = useBuyingCalls(planId)
  const archive = useBuyingDeed(calls.archiveTemplate)
  const { id, name, number, customerSteps, ourSteps, keptByName, keptOn } = template
  const putAway = () =>
    tellAfter(archive.mutateAsync(id), {
      onSuccess: () => showUndo({ message: words.putAway(name), undo: () => calls.restoreTemplate(id) }),
      onError: (error) => showFailure(error, words.notPutAway),
    })
  return (
    <div className={classes.template}>
      <Radio
        value={id}
        label={words.template(name, number)}
        description={words.templateHint(customerSteps, ourSteps, keptByName, formatDate(keptOn, locale))}
      />
      <QuietButton aria-label={words.putAwayOne(name)} disabled={archive.isPending} onClick={putAway}>
        {words.putAwayDo}
      </QuietButton>
    </div>
  )
}
