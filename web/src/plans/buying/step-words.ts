import { formatDate } from '../../kit/format/date.ts'
import type { StepForm } from './step-form.ts'
import { text } from './text.ts'

interface Around {
  /** People of the team and milestones of the purchase, by their ids. */
  readonly names: ReadonlyMap<string, string>
  readonly milestones: ReadonlyMap<string, string>
  readonly locale: string | undefined
}

/** The value of a field as people read it; empty where there is none. */
export function fieldWords(form: StepForm, field: keyof StepForm, { names, milestones, locale }: Around): string {
  switch (field) {
    case 'phase':
      return form.phase === null ? '' : text.phases[form.phase]
    case 'ownerId':
      return form.ownerId === null ? '' : (names.get(form.ownerId) ?? text.step.someone)
    case 'plannedOn':
    case 'doneOn': {
      const day = form[field]
      return day === null ? '' : formatDate(day, locale)
    }
    case 'serves':
      return form.serves.flatMap((id) => milestones.get(id) ?? []).join(', ')
    default:
      return form[field]
  }
}
