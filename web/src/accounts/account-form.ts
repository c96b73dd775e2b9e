import type { Account, AccountReference } from './api/account-queries.ts'

/** The form of an account: all text, as typed. */
export interface AccountForm {
  readonly code: string
  readonly name: string
  readonly parent: AccountReference | null
  readonly segment: string
  readonly unit: string
  readonly city: string
  readonly region: string
  readonly country: string
  readonly employees: string
  readonly annualSales: string
  readonly annualSalesCurrency: string
  readonly yearOpened: string
}

export type FormField = keyof AccountForm

export const EMPTY_FORM: AccountForm = {
  code: '',
  name: '',
  parent: null,
  segment: '',
  unit: '',
  city: '',
  region: '',
  country: '',
  employees: '',
  annualSales: '',
  annualSalesCurrency: '',
  yearOpened: '',
}

/** Fields that can be changed later; the code ties imports to the account and stays. */
export const EDITABLE = [
  'name',
  'parent',
  'segment',
  'unit',
  'city',
  'region',
  'country',
  'employees',
  'annualSales',
  'annualSalesCurrency',
  'yearOpened',
] as const satisfies readonly FormField[]
export type EditableField = (typeof EDITABLE)[number]

/** Names of the fields as the API knows them, for its refusals. */
export const WIRE_FIELDS = ['code', ...EDITABLE.map((field) => (field === 'parent' ? 'parentId' : field))]

export function formOf(account: Account): AccountForm {
  return {
    code: account.code,
    name: account.name,
    parent: account.parent,
    segment: account.segment ?? '',
    unit: account.unit ?? '',
    city: account.city ?? '',
    region: account.region ?? '',
    country: account.country ?? '',
    employees: account.employees === null ? '' : String(account.employees),
    annualSales: account.annualSales ?? '',
    annualSalesCurrency: account.annualSalesCurrency ?? '',
    yearOpened: account.yearOpened === null ? '' : String(account.yearOpened),
  }
}

/** What a field says, for comparison and for the eye. */
export function fieldText(form: AccountForm, field: FormField): string {
  const value = form[field]
  if (value === null) return ''
  return typeof value === 'string' ? value.trim() : value.name
}

function sameField(one: AccountForm, other: AccountForm, field: FormField): boolean {
  if (field === 'parent') return one.parent?.id === other.parent?.id
  return fieldText(one, field) === fieldText(other, field)
}

/** The fields in which two forms differ, in the order of the form. */
export function changedFields(one: AccountForm, other: AccountForm): EditableField[] {
  return EDITABLE.filter((field) => !sameField(one, other, field))
}

/** A whole number as typed; text that is none goes to the server as it is and comes back with its sentence. */
function wholeNumber(typed: string): number | null {
  return typed === '' ? null : Number(typed.replaceAll(/[\s,.']/g, ''))
}

/** One field as the API takes it; empty clears it. */
function wireValue(form: AccountForm, field: EditableField): string | number | null {
  if (field === 'parent') return form.parent?.id ?? null
  const typed = fieldText(form, field)
  if (field === 'name') return typed
  if (field === 'employees' || field === 'yearOpened') return wholeNumber(typed)
  if (field === 'country' || field === 'annualSalesCurrency') return typed === '' ? null : typed.toUpperCase()
  return typed === '' ? null : typed
}

/** The fields named, as the body of a request. */
export function wireFields(
  form: AccountForm,
  fields: readonly EditableField[],
): Record<string, string | number | null> {
  return Object.fromEntries(fields.map((field) => [field === 'parent' ? 'parentId' : field, wireValue(form, field)]))
}
