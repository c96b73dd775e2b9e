import { seesMarginsByDefault } from '@mainstay/domain/accounts'
import { Button, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { inWorkspace, useAccess } from '../client/index.ts'
import { type FormErrors, toFormErrors } from '../kit/api/api-error.ts'
import { DateText } from '../kit/figures/date-text.tsx'
import { AccessFields } from './access-fields.tsx'
import { useInvite } from './api/people.ts'
import type { AccessDraft } from './member-draft.ts'
import { SecretOnce } from './secret-once.tsx'
import { text } from './text.ts'
import classes from './workspace.module.css'

const FIELDS = ['email', 'role', 'visibility', 'unit', 'seesMargins']
const NOTHING: FormErrors = { fields: {}, form: null }
const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

interface InviteDraft extends AccessDraft {
  readonly email: string
}

function check({ email, visibility, unit }: InviteDraft): FormErrors | null {
  const fields = {
    ...(MAIL.test(email.trim()) ? {} : { email: text.emailWrong }),
    ...(visibility === 'unit' && (unit ?? '').trim() === '' ? { unit: text.unitNeeded } : {}),
  }
  return Object.keys(fields).length > 0 ? { fields, form: null } : null
}

function useInviteForm() {
  const { workspace } = useAccess()
  const start: InviteDraft = {
    email: '',
    role: 'account_manager',
    visibility: workspace?.visibility ?? 'team',
    unit: null,
    seesMargins: false,
  }
  const [draft, setDraft] = useState(start)
  const [errors, setErrors] = useState(NOTHING)
  const invite = useInvite()
  const set = (patch: Partial<InviteDraft>) =>
    setDraft((known) => {
      const follows = patch.role !== undefined && known.seesMargins === seesMarginsByDefault(known.role)
      const usual =
        follows && patch.role && workspace?.seesMargins ? { seesMargins: seesMarginsByDefault(patch.role) } : {}
      return { ...known, ...usual, ...patch }
    })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const wrong = check(draft)
    setErrors(wrong ?? NOTHING)
    if (wrong) return
    invite.mutate(inWorkspace({ ...draft, email: draft.email.trim() }), {
      onError: (error) => setErrors(toFormErrors(error, FIELDS)),
    })
  }
  const again = () => {
    setDraft(start)
    invite.reset()
  }
  return { draft, errors, set, submit, again, made: invite.data, isBusy: invite.isPending }
}

/** Whom to invite and as what; then the link, which is shown only once. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const form = useInviteForm()
  return (
    <Modal
      opened
      onClose={onClose}
      title={form.made ? text.inviteReady(form.made.email) : text.inviteTitle}
      closeOnClickOutside={!form.made}
      closeButtonProps={{ 'aria-label': text.close }}
    >
      {form.made ? (
        <div className={classes.form}>
          <SecretOnce label={text.link} value={form.made.link}>
            {form.made.mail ? text.inviteMailed(form.made.email) : text.inviteNote}{' '}
            <DateText value={form.made.expiresAt} />.
          </SecretOnce>
          <div className={classes.buttons}>
            <Button onClick={form.again}>{text.another}</Button>
            <Button variant="filled" onClick={onClose}>
              {text.close}
            </Button>
          </div>
        </div>
      ) : (
        <form className={classes.form} noValidate onSubmit={form.submit}>
          {form.errors.form ? (
            <p className={classes.refusal} role="alert">
              {form.errors.form}
            </p>
          ) : null}
          <TextInput
            label={text.email}
            type="email"
            value={form.draft.email}
            maxLength={254}
            data-autofocus
            autoComplete="off"
            error={form.errors.fields.email}
            onChange={(event) => form.set({ email: event.currentTarget.value })}
          />
          <AccessFields value={form.draft} onChange={form.set} errors={form.errors.fields} />
          <div className={classes.buttons}>
            <Button onClick={onClose}>{text.cancel}</Button>
            <Button type="submit" variant="filled" loading={form.isBusy}>
              {text.inviteSubmit}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  )
}
