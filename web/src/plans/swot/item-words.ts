import { formatDate } from '../../kit/format/date.ts'
import type { ItemField, ItemForm } from './item-form.ts'
import { text } from './text.ts'

/** The value of a field as people read it; empty where there is none. */
export function fieldWords(form: ItemForm, field: ItemField, locale: string | undefined): string {
  switch (field) {
    case 'viewpoint':
      return text.viewpoints[form.viewpoint]
    case 'kind':
      return text.kindsOne[form.kind]
    case 'impact':
    case 'confidence':
      return judgementWords(form[field])
    case 'evidenceOn':
      return form.evidenceOn === null ? '' : formatDate(form.evidenceOn, locale)
    default:
      return form[field]
  }
}

function judgementWords(value: number | null): string {
  return value === 1 || value === 2 || value === 3 ? text.judgements[value] : text.judgements.none
}
