import { type FormEvent, useState } from 'react'
import { type FormErrors, toFormErrors, toProblem } from '../../kit/api/api-error.ts'
import { SHORTEST_PASSWORD } from './password-strength.ts'
import { text } from './text.ts'

const NOTHING: FormErrors = { fields: {}, form: null }
const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/
const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** Refusals that belong to one field although the server names only their code. */
const FIELD_OF_CODE: Readonly<Record<string, readonly string[]>> = {
  'session/setup-code-wrong': ['code'],
  'session/password-too-common': ['password', 'newPassword'],
  'session/password-required': ['password', 'newPassword'],
  'session/email-taken': ['email'],
  'session/email-unchanged': ['email'],
  'session/slug-taken': ['workspaceSlug', 'slug'],
  'session/wrong-code': ['code'],
  'session/wrong-password': ['currentPassword', 'password'],
}

/** A refusal spread over the fields of a form. */
export function spreadErrors(error: unknown, fieldNames: readonly string[]): FormErrors {
  const problem = toProblem(error)
  const owner = FIELD_OF_CODE[problem.code]?.find((name) => fieldNames.includes(name))
  if (owner !== undefined && problem.errors.length === 0) return { fields: { [owner]: problem.detail }, form: null }
  return toFormErrors(error, fieldNames)
}

export const checks = {
  needed: (value: string, what: string) => (value.trim() === '' ? text.needed(what) : undefined),
  email: (value: string) => (MAIL.test(value.trim()) ? undefined : text.emailWrong),
  password: (value: string) => (value.length < SHORTEST_PASSWORD ? text.passwordShort : undefined),
  slug: (value: string) => (SLUG.test(value) ? undefined : text.slugWrong),
}

export interface FormState<Values> {
  readonly values: Values
  readonly errors: FormErrors
  readonly isBusy: boolean
  readonly set: (patch: Partial<Values>) => void
  /** For the form's `onSubmit`. */
  readonly submit: (event: FormEvent) => void
}

export interface FormOptions<Values> {
  readonly start: Values
  /** What can be told without asking the server: a sentence for each wrong field. */
  readonly check: (values: Values) => Readonly<Record<string, string | undefined>>
  readonly send: (values: Values) => Promise<void>
}

function withoutBlanks(found: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(found).flatMap(([key, value]) => (value ? [[key, value]] : [])))
}

/** A form that keeps what was typed when it is refused, and says at each field what is wrong. */
export function useEntryForm<Values extends object>({ start, check, send }: FormOptions<Values>): FormState<Values> {
  const [values, setValues] = useState(start)
  const [errors, setErrors] = useState<FormErrors>(NOTHING)
  const [isBusy, setBusy] = useState(false)
  const set = (patch: Partial<Values>) => {
    setValues((known) => ({ ...known, ...patch }))
    const touched = new Set(Object.keys(patch))
    setErrors((known) => ({
      ...known,
      fields: Object.fromEntries(Object.entries(known.fields).filter(([key]) => !touched.has(key))),
    }))
  }
  const run = async () => {
    if (isBusy) return
    const found = withoutBlanks(check(values))
    setErrors({ fields: found, form: null })
    if (Object.keys(found).length > 0) return
    setBusy(true)
    try {
      await send(values)
    } catch (error) {
      setErrors(spreadErrors(error, Object.keys(values)))
    } finally {
      setBusy(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void run()
  }
  return { values, errors, isBusy, set, submit }
}
