import { Radio } from '@mantine/core'
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
