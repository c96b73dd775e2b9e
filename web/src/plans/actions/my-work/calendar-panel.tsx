import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ConfirmDialog } from '../../../kit/feedback/confirm-dialog.tsx'
import { showFailure, showNotice } from '../../../kit/feedback/undo-toast.tsx'
import { formatDate } from '../../../kit/format/date.ts'
import { useLocale } from '../../../kit/format/locale.tsx'
import { Panel } from '../../../kit/layout/panel.tsx'
import { QueryGate } from '../../../kit/states/query-gate.tsx'
import classes from '../actions.module.css'
import { useCreateFeed, useRevokeFeed } from '../api/action-changes.ts'
import { useCalendarFeed } from '../api/action-queries.ts'
import { text } from '../text.ts'

const words = text.calendar

/** One's due dates in a calendar of one's own: an address to subscribe to, made, shown once and stopped. */
export function CalendarPanel() {
  const locale = useLocale()
  const feed = useCalendarFeed()
  const create = useCreateFeed()
  const revoke = useRevokeFeed()
  const [isStopping, setStopping] = useState(false)
  const make = () => create.mutate(undefined, { onError: (error) => showFailure(error) })
  const stop = () =>
    revoke.mutate(undefined, {
      onSuccess: () => {
        create.reset()
        setStopping(false)
        showNotice(words.stopped)
      },
      onError: (error) => showFailure(error),
    })
  const day = (instant: string) => formatDate(instant, locale)
  return (
    <Panel title={words.title} subtitle={words.note}>
      <QueryGate query={feed}>
        {({ isOn, createdAt, lastReadAt }) => (
          <div className={classes.form}>
            <p className={classes.muted}>
              {isOn && createdAt ? words.on(day(createdAt)) : words.off}
              {isOn ? ` ${lastReadAt ? words.read(day(lastReadAt)) : words.unread}` : ''}
            </p>
            {create.data && isOn ? <Address path={create.data.path} /> : null}
            <div className={classes.startButtons}>
              <Button loading={create.isPending} onClick={make}>
                {isOn ? words.again : words.make}
              </Button>
              {isOn ? <Button onClick={() => setStopping(true)}>{words.stop}</Button> : null}
            </div>
          </div>
        )}
      </QueryGate>
      <ConfirmDialog
        isOpen={isStopping}
        title={words.stopTitle}
        confirmLabel={words.stop}
        isBusy={revoke.isPending}
        onConfirm={stop}
        onCancel={() => setStopping(false)}
      >
        {words.stopSentence}
      </ConfirmDialog>
    </Panel>
  )
}

function Address({ path }: { readonly path: string }) {
  const address = new URL(path, window.location.origin).href
  const copy = () =>
    navigator.clipboard.writeText(address).then(
      () => showNotice(words.copied),
      (error: unknown) => showFailure(error),
    )
  return (
    <div className={classes.address}>
      <TextInput
        label={words.address}
        description={words.secret}
        readOnly
        value={address}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button onClick={() => void copy()}>{words.copy}</Button>
    </div>
  )
}
