import { useLocale } from '../../kit/format/locale.tsx'
import classes from './buying.module.css'
import { formOfStep, type StepForm } from './step-form.ts'
import { fieldWords } from './step-words.ts'
import { text } from './text.ts'
import type { BuyingStep, Purchase } from './types.ts'

const SHARED: readonly (keyof StepForm)[] = ['ownerRole', 'ownerId', 'evidence', 'requirement', 'plannedOn', 'doneOn']

/** A step for those who may only read it. */
export function StepReading({ purchase, step }: { readonly purchase: Purchase; readonly step: BuyingStep }) {
  const locale = useLocale()
  const names = new Map(step.owner ? [[step.owner.id, step.owner.name]] : [])
  const milestones = new Map(purchase.customerSteps.map(({ id, title }) => [id, title]))
  const form = formOfStep(step)
  const shown: readonly (keyof StepForm)[] = step.side === 'customer' ? ['phase', ...SHARED] : [...SHARED, 'serves']
  return (
    <>
      <p className={classes.words}>{step.title}</p>
      <dl className={classes.reading}>
        {shown.map((field) => (
          <div key={field}>
            <dt>{text.step.fields[field]}</dt>
            <dd>{fieldWords(form, field, { names, milestones, locale }) || text.step.unknown}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
